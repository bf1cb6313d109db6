import { getDataRequest } from '@rollcall/database/data-requests'
import { listReturnDecisions } from '@rollcall/database/return-decisions'
import { listRowExtracts } from '@rollcall/database/row-extracts'
import type { DataRequestId } from '@rollcall/domain/ids'
import { type Context, transact } from './context.ts'
import { wordsReader } from './words.ts'

/** What was decided about a return, and who took its rows out to look at, oldest first, with the reasons people gave. */
export const readDecisions = (context: Context, dataRequestId: DataRequestId) =>
  transact(context, async (trx) => {
    await getDataRequest(trx, dataRequestId)
    const decisions = await listReturnDecisions(trx, dataRequestId)
    const extracts = await listRowExtracts(trx, dataRequestId)
    const read = await wordsReader(context, trx, [dataRequestId])
    const withReason = <Row extends { readonly reasonSealed: Buffer | null }>({
      reasonSealed,
      ...row
    }: Row) => ({
      ...row,
      reason: read(dataRequestId, reasonSealed),
    })
    return { decisions: decisions.map(withReason), extracts: extracts.map(withReason) }
  })
