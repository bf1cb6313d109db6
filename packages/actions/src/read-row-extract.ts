import type { RowExtractId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { readCheckedRows } from './checked-return.ts'
import { type Context, transact } from './context.ts'
import { compiledOf, frozenCollectionOf } from './frozen-collection.ts'
import { openExtract } from './open-extract.ts'
import { rowsInFigure } from './rows-in-figure.ts'
import { wordsOf } from './words.ts'

/** Rows that were taken out with a reason, for as long as they are open: all of a version, or those in a figure. Opened anew each time. */
export async function readRowExtract(context: Context, extractId: RowExtractId) {
  const { viewer } = context
  mustBeAllowed(viewer, 'extract rows')
  return await transact(context, async (trx) => {
    const { extract, dataRequest, submission } = await openExtract({ ...context, viewer }, trx, extractId)
    const { reasonSealed, figure, breakdown, ...taken } = extract
    const group = figure === null ? null : { figure, breakdown: breakdown ?? {} }
    return {
      ...{ extract: taken, group, dataRequest, submission },
      reason: (await wordsOf(context, trx, dataRequest.id)).open(reasonSealed),
      compiled: compiledOf(await frozenCollectionOf(trx, dataRequest.roundId)),
      parts: group && (await rowsInFigure(context, trx, { dataRequest, submissionId: submission.id, group })),
      kept: group ? null : (await readCheckedRows(context, trx, submission.id)).kept,
    }
  })
}

export type OpenRows = Awaited<ReturnType<typeof readRowExtract>>
