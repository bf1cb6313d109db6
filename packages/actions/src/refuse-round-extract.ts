import { recordEvent } from '@rollcall/database/audit-events'
import { getRoundExtract, lockRoundExtract, updateRoundExtract } from '@rollcall/database/round-extracts'
import { RoundExtractId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { mustBeDecidedBy } from '@rollcall/domain/round-extract'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { extractWords, recordOf } from './extract-words.ts'

export const RefuseRoundExtract = z.object({
  roundExtractId: RoundExtractId,
  reason: z.string().trim().min(1, 'Say why the extract is refused.').max(4000),
})
export type RefuseRoundExtract = z.infer<typeof RefuseRoundExtract>

/** Refuses rows that somebody else asked for, and tells them why. */
export async function refuseRoundExtract(
  context: Context,
  { roundExtractId, reason }: RefuseRoundExtract,
): Promise<void> {
  const { viewer, now, today } = context
  mustBeAllowed(viewer, 'refuse an extract of a round')
  const { roundId } = await transact(context, (trx) => getRoundExtract(trx, roundExtractId))
  const words = await extractWords(context, roundId)
  await transact(context, async (trx) => {
    const extract = await lockRoundExtract(trx, roundExtractId)
    mustBeDecidedBy(extract, viewer.personId, today)

    await updateRoundExtract(trx, roundExtractId, {
      ...{ decision: 'refused', decidedBy: viewer.personId, decidedAt: now },
      decisionSealed: words.seal(reason),
    })
    await recordEvent(trx, context, { type: 'extract of a round refused', ...recordOf(extract) })
  })
}
