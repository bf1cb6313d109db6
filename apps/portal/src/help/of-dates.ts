import type { ProblemHelp } from './of-problems.ts'

const help = (means: string, doThis: string): ProblemHelp => ({ means, doThis })

// What is refused about the dates of a round, and about more time.
export const ofDates: Readonly<Record<string, ProblemHelp>> = {
  DATES_UNCHANGED: help(
    'A change of dates has to change at least one of them.',
    'Say the due, closing or publication date as it should be.',
  ),
  REMINDERS_UNCHANGED: help(
    'A change of reminders has to change at least one of them.',
    'Change a day, a time or whom a reminder is for, add one, or take one out.',
  ),
  REMINDERS_WRONG: help(
    'Each reminder needs a number of working days, a time between 8am and 6pm, and a day of its own. A letter comes once, after the due date.',
    'Change what the message names, then save again.',
  ),
  EXTENSION_ASKED: help(
    'One request for more time is looked at before another is made.',
    'Wait until the office has granted or refused it.',
  ),
  EXTENSION_DECIDED: help(
    'Somebody has granted or refused this extension before you.',
    'Read it again. A new extension can still be granted.',
  ),
  EXTENSION_FOR_NOBODY: help(
    'Of the authorities that were chosen, none is still to sign and due before that day.',
    'Choose other authorities or a later day, or change nothing.',
  ),
  EXTENSION_NOT_LATER: help(
    'An extension gives more time, so its day is later than the one already due.',
    'Choose a later day.',
  ),
  EXTENSION_OVER: help(
    'More time that nobody asked for is given until today or a later day.',
    'Choose a later day.',
  ),
  EXTENSION_PAST_CLOSE: help(
    'After its closing day a round takes nothing more.',
    'Choose an earlier day, or change nothing.',
  ),
  EXTENSION_SIGNED: help(
    'A signed return needs no more time.',
    'Have it reopened if it has to be sent again.',
  ),
  NOT_IN_ROUND: help(
    'An authority can be given time in a round that asks it.',
    'Take out the codes that the detail names, or choose another round.',
  ),
  ROUND_DATES: help(
    'The dates of a round follow each other: reference, issue, due, closing, publication.',
    'Mend the dates that the detail names.',
  ),
}
