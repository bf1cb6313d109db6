import {
  findDownloads,
  getRoundExtract,
  listReturnsToExtract,
  listRoundExtracts,
} from '@rollcall/database/round-extracts'
import type { RoundExtractId, RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { isIdentifying, roundExtractState } from '@rollcall/domain/round-extract'
import { type Context, transact } from './context.ts'
import { extractWords } from './extract-words.ts'
import { compiledOf, frozenCollectionOf } from './frozen-collection.ts'

/** The extracts that were asked for in a round, newest first, each with how it stands and why it was asked for. */
export async function readRoundExtracts(context: Context, roundId: RoundId) {
  mustBeAllowed(context.viewer, 'ask for an extract of a round')
  const words = await extractWords(context, roundId)
  return await transact(context, async (trx) => {
    const extracts = await listRoundExtracts(trx, roundId)
    return extracts.map(({ reasonSealed, decisionSealed, ...extract }) => ({
      ...extract,
      state: roundExtractState(extract, context.today),
      reason: words.read(reasonSealed),
      refusedBecause: words.read(decisionSealed),
    }))
  })
}

/** One extract, in the words of its collection: what it has of how many returns, and who may do what with it. */
export async function readRoundExtract(context: Context, roundExtractId: RoundExtractId) {
  const { viewer, today } = context
  mustBeAllowed(viewer, 'ask for an extract of a round')
  const { roundId } = await transact(context, (trx) => getRoundExtract(trx, roundExtractId))
  const words = await extractWords(context, roundId)
  return await transact(context, async (trx) => {
    const { reasonSealed, decisionSealed, ...extract } = await getRoundExtract(trx, roundExtractId)
    const { collection, sheet } = compiledOf(await frozenCollectionOf(trx, roundId))
    const own = sheet(extract.sheet)
    return {
      ...extract,
      ...(await findDownloads(trx, roundExtractId)),
      state: roundExtractState(extract, today),
      reason: words.read(reasonSealed),
      refusedBecause: words.read(decisionSealed),
      sheetName: own.sheet.name,
      figureTitle: collection.figures.find(({ id }) => id === extract.figure)?.title ?? null,
      asked: extract.columns.map((id) => {
        const column = own.column(id)
        return { id, heading: column.heading, isIdentifying: isIdentifying(own, column) }
      }),
      returns: (await listReturnsToExtract(trx, roundId)).length,
      isOwn: extract.askedBy === viewer.personId,
    }
  })
}

export type RoundExtractRead = Awaited<ReturnType<typeof readRoundExtract>>
