import type { DataRequest } from '@rollcall/domain/data-request'
import type { DataRequestId } from '@rollcall/domain/ids'
import type { Trx } from './connect.ts'
import { lockDataRequest } from './data-requests.ts'

/**
 * Reads a request for what may be done only while its round is open, and holds it until the transaction ends. Its round is held before
 * it, in the order in which a round is closed, so that nothing comes in, and nobody is given more time, while a round closes.
 */
export async function lockReturn(trx: Trx, id: DataRequestId): Promise<DataRequest> {
  await trx
    .selectFrom('rounds')
    .innerJoin('dataRequests', 'dataRequests.roundId', 'rounds.id')
    .select('rounds.id')
    .where('dataRequests.id', '=', id)
    .forShare('rounds')
    .execute()
  return await lockDataRequest(trx, id)
}
