import { getDataRequest } from '@rollcall/database/data-requests'
import { listReturnHistory } from '@rollcall/database/return-history'
import type { DataRequestId } from '@rollcall/domain/ids'
import { type Context, transact } from './context.ts'

/** All that was done about one return, oldest first, as the audit has it. */
export async function readHistory(context: Context, dataRequestId: DataRequestId) {
  return await transact(context, async (trx) =>
    listReturnHistory(trx, await getDataRequest(trx, dataRequestId)),
  )
}
