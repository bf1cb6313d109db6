import type { DataRequestId } from '@rollcall/domain/ids'
import type { Trx } from './connect.ts'

/** What every message about a data request says: whose it is, of which round, when it is due, and whom to ask. */
export const getRequestFacts = (trx: Trx, id: DataRequestId) =>
  trx
    .selectFrom('dataRequests')
    .innerJoin('rounds', 'rounds.id', 'dataRequests.roundId')
    .innerJoin('authorities', 'authorities.id', 'dataRequests.authorityId')
    .select(['authorities.name as authority', 'rounds.title as round', 'rounds.contact'])
    .select('dataRequests.dueOn')
    .where('dataRequests.id', '=', id)
    .executeTakeFirstOrThrow()
