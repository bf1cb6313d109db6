import { getDataRequest } from '@rollcall/database/data-requests'
import { listInForce } from '@rollcall/database/relaxations'
import { getRoundSources } from '@rollcall/database/round-sources'
import { comparedPart } from '@rollcall/domain/compared-part'
import type { DataRequestId } from '@rollcall/domain/ids'
import { relaxedBy } from '@rollcall/domain/relaxation'
import type { FrozenCollection } from '@rollcall/workbook/frozen-collection'
import { lastReturnOf } from './check-submission.ts'
import { type Context, transact } from './context.ts'
import { compiledOf, frozenCollectionOf } from './frozen-collection.ts'
import { mustSeeRows } from './seen-rows.ts'

/** What a check of a return is given that is the same for every authority: what its round asks, of whom and about when. */
export const readFrozen = (context: Context, dataRequestId: DataRequestId): Promise<FrozenCollection> =>
  transact(context, async (trx) => {
    const { roundId } = await getDataRequest(trx, dataRequestId)
    return await frozenCollectionOf(trx, roundId)
  })

/** All that a check of a return is given, for its authority to check a file where it is: of the last return, what rules compare with. */
export async function readCheck(context: Context, dataRequestId: DataRequestId) {
  mustSeeRows(context.viewer)
  return await transact(context, async (trx) => {
    const dataRequest = await getDataRequest(trx, dataRequestId)
    const { title } = await getRoundSources(trx, dataRequest.roundId)
    const frozen = await frozenCollectionOf(trx, dataRequest.roundId)
    const last = await lastReturnOf(context, trx, dataRequest)
    const { roundId } = dataRequest
    return {
      ...{ title, frozen, authority: dataRequest.authorityCode },
      lastReturn: last ? comparedPart(last.kept, compiledOf(frozen)) : null,
      relaxed: relaxedBy(await listInForce(trx, { roundId, dataRequestId })).map(
        ({ by: _, ...rule }) => rule,
      ),
    }
  })
}
