import type { CalendarDate } from './calendar-date.ts'
import type { AuthorityId, DataRequestId, RoundId, SubmissionId } from './ids.ts'
import { type RequestState, requestMoves, requestStates } from './request-life.ts'
import { type RoundState, roundMust } from './round-life.ts'

/** The formal request to one authority in one round, and how far it has got. */
export interface DataRequest {
  readonly id: DataRequestId
  readonly roundId: RoundId
  readonly roundState: RoundState
  readonly authorityId: AuthorityId
  readonly authorityCode: string
  readonly state: RequestState
  /** The round's due date, or the latest extension granted. */
  readonly dueOn: CalendarDate
  readonly currentSubmissionId: SubmissionId | null
  /** The version that counts in the figures. */
  readonly acceptedSubmissionId: SubmissionId | null
  readonly revision: number
}

/** The states of a return that nobody has signed. The close ends them, so one that is under way in a closed round was reopened. */
export const underWay: readonly RequestState[] = requestStates.filter(
  (state) => requestMoves[state]['end without a return'] !== undefined,
)

/** The states of a return that its signatory has signed, whatever the office made of it since. */
export const signedOff: readonly RequestState[] = ['signed', 'queried', 'accepted', 'excluded']

/** Refuses what an authority does with its return once the round is closed, unless the return was reopened. */
export function mustCollect({ roundState, state }: Pick<DataRequest, 'roundState' | 'state'>): void {
  if (roundState === 'closed' && underWay.includes(state)) return
  roundMust(roundState, 'collect')
}

/** A fact of the day, beside the state: its time is over and nobody has signed it. */
export const isOverdue = (
  { state, dueOn }: Pick<DataRequest, 'state' | 'dueOn'>,
  today: CalendarDate,
): boolean => underWay.includes(state) && dueOn < today
