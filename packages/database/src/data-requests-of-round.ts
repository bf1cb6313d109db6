import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { AuthorityId, RoundId } from '@rollcall/domain/ids'
import { requestMoves, requestStates } from '@rollcall/domain/request-life'
import type { Trx } from './connect.ts'

// Where a request can end without a return, and so is waited for until its round closes.
const waitedFor = requestStates.filter((state) => requestMoves[state]['end without a return'] !== undefined)

/** The last day on which one of those who have not signed may still be in time. */
export async function findLastDueWithoutReturn(trx: Trx, roundId: RoundId) {
  const { last } = await trx
    .selectFrom('dataRequests')
    .select(({ fn }) => fn.max('dueOn').as('last'))
    .where('roundId', '=', roundId)
    .where('state', 'in', waitedFor)
    .executeTakeFirstOrThrow()
  return last
}

/** Ends every request of a round that nobody has signed, and says which those were. */
export async function endWithoutReturn(trx: Trx, roundId: RoundId) {
  return await trx
    .updateTable('dataRequests')
    .set((eb) => ({ state: 'no-return', revision: eb('revision', '+', 1) }))
    .where('roundId', '=', roundId)
    .where('state', 'in', waitedFor)
    .returning(['id as dataRequestId', 'authorityId'])
    .execute()
}

/** Who was asked in a round. */
export const listRequestIds = (trx: Trx, roundId: RoundId) =>
  trx
    .selectFrom('dataRequests')
    .select(['id as dataRequestId', 'authorityId'])
    .where('roundId', '=', roundId)
    .orderBy('authorityId')
    .execute()

/** What an authority still has to do something about, in rounds that are open. */
export const listOutstanding = (trx: Trx, authorityId: AuthorityId) =>
  trx
    .selectFrom('dataRequests')
    .innerJoin('rounds', 'rounds.id', 'dataRequests.roundId')
    .select(['dataRequests.id as dataRequestId', 'dataRequests.roundId', 'dataRequests.authorityId'])
    .where('dataRequests.authorityId', '=', authorityId)
    .where('rounds.state', '=', 'open')
    .where('dataRequests.state', 'not in', ['signed', 'accepted', 'excluded', 'no-return'])
    .execute()

export interface BoardPage {
  readonly today: CalendarDate
  readonly limit: number
  /** The code of the last authority of the page before. */
  readonly after?: string | undefined
}

/** The board: how far every authority has got, in the order of codes. Overdue and extended are facts beside the state, worked out when asked. */
export const listDataRequestsOfRound = (trx: Trx, roundId: RoundId, { today, limit, after }: BoardPage) =>
  trx
    .selectFrom('dataRequests')
    .innerJoin('rounds', 'rounds.id', 'dataRequests.roundId')
    .innerJoin('authorities', 'authorities.id', 'dataRequests.authorityId')
    .leftJoin('submissions', 'submissions.id', 'dataRequests.currentSubmissionId')
    .select(['dataRequests.id as dataRequestId', 'dataRequests.state', 'dataRequests.dueOn'])
    .select(['authorities.code as authorityCode', 'authorities.name as authority', 'authorities.region'])
    .select(['submissions.version', 'submissions.kind', 'submissions.state as submissionState'])
    .select(['errorCount', 'queryCount', 'noteCount', 'openQueryCount', 'receivedAt'])
    .select((eb) => [
      eb.and([eb('dataRequests.dueOn', '<', today), eb('dataRequests.state', 'in', waitedFor)]).as('overdue'),
      eb('dataRequests.dueOn', '>', eb.ref('rounds.dueOn')).as('extended'),
    ])
    .where('dataRequests.roundId', '=', roundId)
    .$if(after !== undefined, (query) => query.where('authorities.code', '>', after ?? ''))
    .orderBy('authorities.code')
    .limit(limit)
    .execute()
