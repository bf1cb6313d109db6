import { underWay } from './data-request.ts'
import { type RequestState, requestMoves } from './request-life.ts'
import type { RoundState } from './round-life.ts'
import { awaitsCheck, type SubmissionState } from './submission-life.ts'
import type { AuthorityViewer } from './viewer.ts'

/** How a request stands, as far as that decides what comes next. */
export interface Standing {
  readonly state: RequestState
  readonly roundState: RoundState
  /** The newest version; null until something is sent. */
  readonly newest: {
    readonly state: SubmissionState
    readonly errors: number
    readonly openQueries: number
    /** Whether a signatory has been asked to sign it. */
    readonly isSentForSignOff: boolean
  } | null
  /** Open questions of the office in which the office had the last word. */
  readonly unansweredQuestions: number
}

/** What an authority's person can do next about a request, or what they wait for; `of` is how many there are. */
export type NextStep =
  | { readonly step: 'fix' | 'explain' | 'answer'; readonly of: number }
  | { readonly step: PlainStep }
type PlainStep =
  | 'send'
  | 'send a readable file'
  | 'send a new version'
  | 'send for sign-off'
  | 'sign off'
  | 'wait for the check'
  | 'wait for officers'
  | 'wait for a signatory'
  | 'wait for the office'
  | 'nothing: accepted'
  | 'nothing: excluded'
  | 'nothing: ended'

/** The one thing that a person of an authority should do next about a request. */
export function nextStep(standing: Standing, role: AuthorityViewer['role']): NextStep {
  const own = role === 'officer' ? ofOfficer(standing) : ofSignatory(standing)
  const { unansweredQuestions: of } = standing
  return of > 0 && own.step.startsWith('wait') && standing.roundState !== 'archived'
    ? { step: 'answer', of }
    : own
}

/** Whether it is theirs to do: not somebody else's, which they wait for, and not done. */
export const isToDo = (next: NextStep): boolean => !next.step.startsWith('wait') && !isDone(next)

export const isDone = ({ step }: NextStep): boolean => step.startsWith('nothing')

function ofOfficer(standing: Standing): NextStep {
  const { state, newest } = standing
  if (!isWanted(standing)) return afterwards(state)
  if (newest === null) return { step: 'send' }
  if (state === 'excluded') return { step: 'send a new version' }
  if (awaitsCheck(newest.state)) return { step: 'wait for the check' }
  if (newest.state === 'refused') return { step: 'send a readable file' }
  if (newest.state === 'must-fix') return { step: 'fix', of: newest.errors }
  if (newest.state === 'needs-answers') return { step: 'explain', of: newest.openQueries }
  if (state !== 'awaiting-sign-off') return { step: 'send a new version' }
  return { step: newest.isSentForSignOff ? 'wait for a signatory' : 'send for sign-off' }
}

function ofSignatory(standing: Standing): NextStep {
  const { state, newest } = standing
  if (!isWanted(standing)) return afterwards(state)
  if (newest && awaitsCheck(newest.state)) return { step: 'wait for the check' }
  return { step: state === 'awaiting-sign-off' ? 'sign off' : 'wait for officers' }
}

/** Whether a new version would be taken. After the close only for what was reopened. */
export const maySend = ({ state, roundState }: Pick<Standing, 'state' | 'roundState'>): boolean =>
  requestMoves[state].submit !== undefined &&
  (roundState === 'open' || (roundState === 'closed' && underWay.includes(state)))

/** Whether one is wanted, or what was sent is still to be signed. */
const isWanted = (standing: Standing): boolean =>
  maySend(standing) && standing.state !== 'signed' && standing.state !== 'queried'

/** What comes once an authority has done its part. */
function afterwards(state: RequestState): NextStep {
  if (state === 'signed' || state === 'queried') return { step: 'wait for the office' }
  if (state === 'accepted') return { step: 'nothing: accepted' }
  return { step: state === 'excluded' ? 'nothing: excluded' : 'nothing: ended' }
}
