import { getDataRequest } from '@rollcall/database/data-requests'
import { listReturnDecisions } from '@rollcall/database/return-decisions'
import { listRowExtracts } from '@rollcall/database/row-extracts'
import type { DataRequestId } from '@rollcall/domain/ids'
import { isOffice } from '@rollcall/domain/viewer'
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
    // Why a signatory sent a return back stays between the people of the authority.
    const shown = decisions.map((decision) =>
      decision.decision === 'sent back' && isOffice(context.viewer)
        ? withReason({ ...decision, reasonSealed: null })
        : withReason(decision),
    )
    return { decisions: shown, extracts: extracts.map(withReason) }
  })
