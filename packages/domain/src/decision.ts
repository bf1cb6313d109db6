import type { DataRequest } from './data-request.ts'
import type { SubmissionId } from './ids.ts'
import { Problem } from './problem.ts'
import type { RequestState } from './request-life.ts'

/** What was decided about a return: by its signatory, who sent it back, or by the office. */
export type DecisionKind = 'sent back' | 'accepted' | 'excluded' | 'reopened' | 'taken back'

/** A decision about a return, with how the return stood before it. */
export interface Decision {
  readonly id: string
  readonly decision: DecisionKind
  readonly submissionId: SubmissionId | null
  /** `null` where it was not kept: decisions of signatories, and old ones. */
  readonly stateBefore: RequestState | null
  readonly acceptedBefore: SubmissionId | null
  /** The id of the decision that this one takes back. */
  readonly takesBack: string | null
}

/** The decision that holds: the last that nobody has taken back. They come oldest first. */
export function decisionInForce<Made extends Pick<Decision, 'id' | 'decision' | 'takesBack'>>(
  decisions: readonly Made[],
): Made | undefined {
  const gone = new Set(decisions.flatMap(({ takesBack }) => takesBack ?? []))
  return decisions.findLast(({ id, decision }) => decision !== 'taken back' && !gone.has(id))
}

type Stands = Pick<DataRequest, 'state' | 'currentSubmissionId' | 'acceptedSubmissionId'>

/**
 * How a return stands once a decision about it is taken back: as before it, but for questions asked or closed since. A Problem where the
 * return has moved on, so that its opposite would undo what somebody else did.
 */
export function standingBefore(
  { decision, submissionId, stateBefore, acceptedBefore }: Omit<Decision, 'id' | 'takesBack'>,
  now: Stands,
  openQueries: number,
): Pick<DataRequest, 'state' | 'acceptedSubmissionId'> {
  const left = leftBy[decision]
  const isAsItWasLeft =
    left.includes(now.state) &&
    now.currentSubmissionId === submissionId &&
    (now.acceptedSubmissionId !== null) === (decision === 'accepted')
  if (stateBefore === null || !isAsItWasLeft) throw decisionProblems.movedOn()
  return { state: stateAgain(stateBefore, acceptedBefore, openQueries), acceptedSubmissionId: acceptedBefore }
}

/** The states in which a return stays while nobody does more with it. */
const leftBy: Record<DecisionKind, readonly RequestState[]> = {
  accepted: ['accepted', 'queried'],
  excluded: ['excluded'],
  reopened: ['in-progress', 'not-started'],
  'sent back': [],
  'taken back': [],
}

/** What was signed is queried while a question about it is open, whether one was when it was decided on or not. */
function stateAgain(before: RequestState, accepted: SubmissionId | null, openQueries: number): RequestState {
  if (before !== 'signed' && before !== 'queried' && before !== 'accepted') return before
  if (openQueries > 0) return 'queried'
  return accepted === null ? 'signed' : 'accepted'
}

export const decisionProblems = {
  nothingToTakeBack: () =>
    new Problem('conflict', 'NOTHING_TO_TAKE_BACK', 'The office has decided nothing about this return.'),

  movedOn: () =>
    new Problem(
      'conflict',
      'MOVED_ON',
      'The return has moved on since this was decided, so it cannot be taken back. Look at the return again to see what can be done.',
    ),
}
