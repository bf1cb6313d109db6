import type { Trx } from '@rollcall/database/connect'
import { getDataRequest } from '@rollcall/database/data-requests'
import {
  countRoundExtensions,
  cutRoundExtensions,
  getExtensionAndWhose,
  listExtensions,
  listRoundExtensions,
} from '@rollcall/database/extensions'
import { getRound } from '@rollcall/database/rounds'
import type { DataRequestId, ExtensionId, RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
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

export const extensionsOnAPage = 50

/** What the office has to decide of a round, as much as fits on a page, and a page of what is decided. */
export async function readMoreTime(context: Context, roundId: RoundId, page: number) {
  mustBeAllowed(context.viewer, 'grant an extension')
  const limit = extensionsOnAPage
  return await transact(context, async (trx) => {
    const round = await getRound(trx, roundId)
    const counts = await countRoundExtensions(trx, roundId)
    const last = Math.max(1, Math.ceil(counts.decided / limit))
    const offset = (Math.min(page, last) - 1) * limit
    const waiting = await cutRoundExtensions(trx, roundId, { isDecided: false, limit })
    const decided = await cutRoundExtensions(trx, roundId, { isDecided: true, limit, offset })
    const requests = [...waiting, ...decided].map(({ dataRequestId }) => dataRequestId)
    const read = await inWords(context, trx, requests)
    return { round, counts, waiting: waiting.map(read), decided: decided.map(read) }
  })
}

export type MoreTime = Awaited<ReturnType<typeof readMoreTime>>

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
