import { getDataRequest } from '@rollcall/database/data-requests'
import { getRoundSources } from '@rollcall/database/round-sources'
import type { DataRequestId } from '@rollcall/domain/ids'
import { type Context, transact } from './context.ts'
import { frozenFrom } from './frozen-collection.ts'

/** The workbook an authority fills in: what its round asks, made out to it. */
export async function readTemplate(context: Context, dataRequestId: DataRequestId) {
  const { frozen, ...madeOutTo } = await transact(context, async (trx) => {
    const { roundId, authorityCode: authority } = await getDataRequest(trx, dataRequestId)
    const sources = await getRoundSources(trx, roundId)
    return { frozen: await frozenFrom(trx, sources), authority, round: sources.title }
  })
  const bytes = await context.checker.template(frozen, madeOutTo)
  const { collection, referenceDate } = frozen
  return { bytes, fileName: `${collection.id}-${madeOutTo.authority}-${referenceDate}.xlsx` }
}
