import { recordEvent } from '@rollcall/database/audit-events'
import { insertRoundExtract } from '@rollcall/database/round-extracts'
import { getRound } from '@rollcall/database/rounds'
import { Name, type RoundExtractId, RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { mustBeAskable } from '@rollcall/domain/round-extract'
import { roundMust } from '@rollcall/domain/round-life'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { ReasonForRows } from './extract-rows.ts'
import { extractWords } from './extract-words.ts'
import { compiledOf, frozenCollectionOf } from './frozen-collection.ts'

export const AskForRoundExtract = z.object({
  roundId: RoundId,
  sheet: Name,
  columns: z.array(Name).min(1, 'Choose at least one column.').max(200),
  /** Only rows in this figure; null: all rows of the sheet. */
  figure: Name.nullable().default(null),
  /** Whether what tells who a child is may be among the columns. */
  withIdentifiers: z.boolean().default(false),
  reason: ReasonForRows,
})
export type AskForRoundExtract = z.input<typeof AskForRoundExtract>

/** Asks for rows of every return in a round's figures at once. Another person decides; nobody sees a row before. */
export async function askForRoundExtract(
  context: Context,
  asked: AskForRoundExtract,
): Promise<{ readonly roundExtractId: RoundExtractId }> {
  const { viewer } = context
  mustBeAllowed(viewer, 'ask for an extract of a round')
  const { reason, ...wanted } = AskForRoundExtract.parse(asked)
  const { roundId, sheet, figure, withIdentifiers } = wanted
  const words = await extractWords(context, roundId)
  return await transact(context, async (trx) => {
    const round = await getRound(trx, roundId)
    roundMust(round.state, 'work on returns')
    mustBeAskable(wanted, compiledOf(await frozenCollectionOf(trx, roundId)))

    const roundExtractId = await insertRoundExtract(trx, {
      ...wanted,
      reasonSealed: words.seal(reason),
      askedBy: viewer.personId,
      askedAt: context.now,
    })
    await recordEvent(trx, context, {
      type: 'extract of a round asked for',
      ...{ roundId, roundExtractId, sheet, figure, withIdentifiers, columns: wanted.columns.length },
    })
    return { roundExtractId }
  })
}
