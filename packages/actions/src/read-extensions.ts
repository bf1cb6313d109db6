import type { Trx } from '@rollcall/database/connect'
import { getDataRequest } from '@rollcall/database/data-requests'
import { getExtensionAndWhose, listExtensions, listRoundExtensions } from '@rollcall/database/extensions'
import { getRound } from '@rollcall/database/rounds'
import type { DataRequestId, ExtensionId, RoundId } from '@rollcall/domain/ids'
import { type Context, transact } from './context.ts'
import { wordsReader } from './words.ts'

/** What was asked for and decided about more time for a request, oldest first, in the words people wrote. */
export const readExtensions = (context: Context, dataRequestId: DataRequestId) =>
  transact(context, async (trx) => {
    await getDataRequest(trx, dataRequestId)
    const extensions = await listExtensions(trx, dataRequestId)
    return extensions.map(await inWords(context, trx, [dataRequestId]))
  })

/** The same of every request of a round, first what is to be decided; an officer reads their own authority's. */
export const readRoundExtensions = (context: Context, roundId: RoundId) =>
  transact(context, async (trx) => {
    await getRound(trx, roundId)
    const extensions = await listRoundExtensions(trx, roundId)
    const requests = extensions.map(({ dataRequestId }) => dataRequestId)
    return extensions.map(await inWords(context, trx, requests))
  })

/** One of them, or a Problem. */
export const readExtension = (context: Context, extensionId: ExtensionId) =>
  transact(context, async (trx) => {
    const extension = await getExtensionAndWhose(trx, extensionId)
    return (await inWords(context, trx, [extension.dataRequestId]))(extension)
  })

interface Sealed {
  readonly dataRequestId: DataRequestId
  readonly askedSealed: Buffer | null
  readonly decisionSealed: Buffer | null
}

/** Puts the words in place of what is sealed. */
async function inWords(context: Context, trx: Trx, dataRequestIds: readonly DataRequestId[]) {
  const read = await wordsReader(context, trx, dataRequestIds)
  return <Extension extends Sealed>({ askedSealed, decisionSealed, ...extension }: Extension) => ({
    ...extension,
    askedBecause: read(extension.dataRequestId, askedSealed),
    decidedBecause: read(extension.dataRequestId, decisionSealed),
  })
}
