import { getDataRequest } from '@rollcall/database/data-requests'
import { listExtensions } from '@rollcall/database/extensions'
import type { DataRequestId } from '@rollcall/domain/ids'
import { type Context, transact } from './context.ts'
import { wordsReader } from './words.ts'

/** What was asked for and decided about more time for a request, oldest first, in the words people wrote. */
export const readExtensions = (context: Context, dataRequestId: DataRequestId) =>
  transact(context, async (trx) => {
    await getDataRequest(trx, dataRequestId)
    const extensions = await listExtensions(trx, dataRequestId)
    const read = await wordsReader(context, trx, [dataRequestId])
    return extensions.map(({ askedSealed, decisionSealed, ...extension }) => ({
      ...extension,
      askedBecause: read(dataRequestId, askedSealed),
      decidedBecause: read(dataRequestId, decisionSealed),
    }))
  })
