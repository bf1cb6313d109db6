import { Problem } from './problem.ts'
import type { RequestState } from './request-life.ts'

export const submissionStates = [
  'received',
  'checking',
  'refused',
  'must-fix',
  'needs-answers',
  'ready',
  'signed',
  'superseded',
] as const
/** How far one version of a return has got. */
export type SubmissionState = (typeof submissionStates)[number]

/** Whether a version waits for its check: a check that finds another state has been done before, and does nothing. */
export const awaitsCheck = (state: SubmissionState): boolean => state === 'received' || state === 'checking'

/** The state a check leaves a version in. Queries that an explanation answers are not open. */
export function checkedState({ errors, openQueries }: { errors: number; openQueries: number }) {
  if (errors > 0) return 'must-fix'
  return openQueries > 0 ? 'needs-answers' : 'ready'
}

interface NewestVersion {
  readonly state: SubmissionState
  readonly refusalCode: string | null
  /** Whether the office refuses a reason that was given for it: sent again, that query would be open. */
  readonly hasRefusal: boolean
}

/**
 * Whether the bytes of the newest version, sent again, would only come to what they came to before. Not so where nobody could check them,
 * or where somebody has sent the return back or reopened it since: then it is a new version that is wanted, though it says the same.
 */
export function wouldComeToTheSame(
  { state, refusalCode, hasRefusal }: NewestVersion,
  request: RequestState,
): boolean {
  switch (state) {
    case 'received':
    case 'checking':
    case 'must-fix':
      return true
    case 'refused':
      return refusalCode !== notCheckedCode
    case 'needs-answers':
      return request === 'needs-answers'
    case 'ready':
      return request === 'awaiting-sign-off'
    case 'signed':
      return (request === 'signed' || request === 'queried') && !hasRefusal
    case 'superseded':
      return false
  }
}

/** Of a version that nobody could check, which is our fault and not its file's. */
export const notCheckedCode = 'not-checked'

/** The states that a check leaves a version in, until it is signed or another takes its place. */
export const isChecked = (state: SubmissionState): boolean => checkedStates.includes(state)

const checkedStates: readonly SubmissionState[] = ['must-fix', 'needs-answers', 'ready']

/** Refuses to explain what was not checked, could not be read, or has been signed as it is. */
export function mustBeChecked(state: SubmissionState): void {
  if (!isChecked(state))
    throw new Problem(
      'conflict',
      'SUBMISSION_STATE',
      `This version is ${stateWords[state]}, so nothing in it can be explained now. ${state === 'signed' ? 'Send a new version to change what it says.' : 'Read it again to see how far it has got.'}`,
    )
}

const stateWords: Record<SubmissionState, string> = {
  received: 'waiting for its check',
  checking: 'being checked',
  refused: 'a file that could not be read',
  'must-fix': 'checked',
  'needs-answers': 'checked',
  ready: 'checked',
  signed: 'signed off',
  superseded: 'replaced by a newer one',
}
