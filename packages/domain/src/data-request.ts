import type { CalendarDate } from './calendar-date.ts'
import type { AuthorityId, DataRequestId, RoundId, SubmissionId } from './ids.ts'
import type { RequestState } from './request-life.ts'
import type { RoundState } from './round-life.ts'

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
