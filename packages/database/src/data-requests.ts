import type { DataRequest } from '@rollcall/domain/data-request'
import type { DataRequestId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import type { Insertable } from 'kysely'
import { batches } from './batches.ts'
import type { Trx } from './connect.ts'
import type { DataRequestsTable } from './tables/rounds.ts'

/** One request, or a Problem where it is not there or not the viewer's to see. */
export const getDataRequest = (trx: Trx, id: DataRequestId): Promise<DataRequest> =>
  oneDataRequest(trx, id).executeTakeFirstOrThrow(() => problems.notFound({ what: 'data request' }))

/**
 * Reads a request and holds it until the transaction ends, so two people cannot decide on it at once. Rows that only belong to it can
 * still be added by others: to wait for each other's notices as well would be to wait for ever.
 */
export const lockDataRequest = (trx: Trx, id: DataRequestId): Promise<DataRequest> =>
  oneDataRequest(trx, id)
    .forNoKeyUpdate('dataRequests')
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'data request' }))

export async function insertDataRequests(
  trx: Trx,
  requests: readonly Insertable<DataRequestsTable>[],
): Promise<void> {
  for (const batch of batches(requests)) await trx.insertInto('dataRequests').values(batch).execute()
}

/** Changes a request that is held, and counts its revision up. */
export async function updateDataRequest(
  trx: Trx,
  id: DataRequestId,
  change: Partial<Pick<DataRequest, 'state' | 'dueOn' | 'currentSubmissionId' | 'acceptedSubmissionId'>>,
): Promise<void> {
  await trx
    .updateTable('dataRequests')
    .set((eb) => ({ ...change, revision: eb('revision', '+', 1) }))
    .where('id', '=', id)
    .execute()
}

const oneDataRequest = (trx: Trx, id: DataRequestId) =>
  trx
    .selectFrom('dataRequests')
    .innerJoin('rounds', 'rounds.id', 'dataRequests.roundId')
    .innerJoin('authorities', 'authorities.id', 'dataRequests.authorityId')
    .select(['dataRequests.id', 'roundId', 'authorityId', 'dataRequests.state', 'dataRequests.dueOn'])
    .select(['currentSubmissionId', 'acceptedSubmissionId', 'dataRequests.revision', 'dataRequests.issuedAt'])
    .select(['rounds.state as roundState', 'authorities.code as authorityCode'])
    .where('dataRequests.id', '=', id)
