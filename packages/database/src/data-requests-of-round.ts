import { underWay } from '@rollcall/domain/data-request'
import type { AuthorityId, RoundId } from '@rollcall/domain/ids'
import { sql } from 'kysely'
import type { Trx } from './connect.ts'

/** The last day on which one of those who have not signed may still be in time. */
export async function findLastDueWithoutReturn(trx: Trx, roundId: RoundId) {
  const { last } = await trx
    .selectFrom('dataRequests')
    .select(({ fn }) => fn.max('dueOn').as('last'))
    .where('roundId', '=', roundId)
    .where('state', 'in', underWay)
    .executeTakeFirstOrThrow()
  return last
}

/** Ends every request of a round that nobody has signed, and says which those were. */
export async function endWithoutReturn(trx: Trx, roundId: RoundId) {
  return await trx
    .updateTable('dataRequests')
    .set((eb) => ({ state: 'no-return', revision: eb('revision', '+', 1) }))
    .where('roundId', '=', roundId)
    .where('state', 'in', underWay)
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
    .where('dataRequests.state', 'in', [...underWay, 'queried'])
    .execute()

/** Those of a round with these codes of authorities, by name: how far each is. */
export const listRequestsByCode = (trx: Trx, roundId: RoundId, codes: readonly string[]) =>
  trx
    .selectFrom('dataRequests')
    .innerJoin('authorities', 'authorities.id', 'dataRequests.authorityId')
    .select(['dataRequests.id as dataRequestId', 'dataRequests.state'])
    .select(['authorities.code', 'authorities.name as authority'])
    .where('dataRequests.roundId', '=', roundId)
    .where('authorities.code', '=', sql<string>`any(${codes}::text[])`)
    .orderBy('authorities.name')
    .orderBy('dataRequests.id')
    .execute()
