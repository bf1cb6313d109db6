import { getDataRequest } from '@rollcall/database/data-requests'
import { listRowExtracts } from '@rollcall/database/row-extracts'
import type { DataRequestId } from '@rollcall/domain/ids'
import { groupText } from '@rollcall/domain/rows-of-figure'
import { type Context, transact } from './context.ts'
import { compiledOf, frozenCollectionOf } from './frozen-collection.ts'
import { wordsReader } from './words.ts'

/** Every time somebody of the office looked at rows of a return: when, of which version, behind which figure, and why; newest first. */
export const readRowsSeen = (context: Context, dataRequestId: DataRequestId) =>
  transact(context, async (trx) => {
    const { roundId } = await getDataRequest(trx, dataRequestId)
    const compiled = compiledOf(await frozenCollectionOf(trx, roundId))
    const extracts = await listRowExtracts(trx, dataRequestId)
    const read = await wordsReader(context, trx, [dataRequestId])
    return extracts.toReversed().map(({ reasonSealed, figure, breakdown, roundExtractId, ...extract }) => ({
      ...extract,
      reason: read(dataRequestId, reasonSealed),
      /** What the rows are in; null where it was all of them. */
      figure: compiled.collection.figures.find(({ id }) => id === figure)?.title ?? null,
      group: figure === null ? '' : groupText({ figure, breakdown: breakdown ?? {} }, compiled),
      withOthers: roundExtractId !== null,
    }))
  })
