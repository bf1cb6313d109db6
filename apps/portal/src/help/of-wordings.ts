import type { ProblemHelp } from './of-problems.ts'

const help = (means: string, doThis: string): ProblemHelp => ({ means, doThis })

// What is refused about the words of messages and letters.
export const ofWordings: Readonly<Record<string, ProblemHelp>> = {
  CHECKED_IN_FUTURE: help(
    'What is recorded is that a lawyer has checked the words, so the day of that cannot be still to come.',
    'Give the day of the check, or wait until it has been made.',
  ),
  NOTHING_TO_CHECK: help(
    'These words do not state the law, or it is recorded already which lawyer checked them.',
    'Nothing. Read them again to see who checked them and when.',
  ),
  OWN_WORDING: help(
    'Whoever wrote words that state the law does not say themselves that a lawyer has checked them.',
    'Ask another approver.',
  ),
  WORDING_DECIDED: help(
    'Somebody has approved or refused this version. That is not undone by deciding it again.',
    'Read the versions again. Any of them can be put back.',
  ),
  WORDING_SAME: help(
    'What was sent says the same as the words that are in force, to the letter.',
    'Nothing, or change the words first.',
  ),
  WORDING_UNFIT: help(
    'The words name what Rollcall does not know of such a message, leave out what it is for, are too long or empty, or have an address in them.',
    'Each fault is told with how to mend it. What can be named stands on the page of the words.',
  ),
  WORDING_WAITING: help(
    'Words that state the law wait until an approver says that a lawyer has checked them. Until then no others can be proposed.',
    'Have that version approved or refused, then send yours.',
  ),
}
