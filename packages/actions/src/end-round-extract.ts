import { recordEvent } from '@rollcall/database/audit-events'
import { lockRoundExtract, updateRoundExtract } from '@rollcall/database/round-extracts'
import { RoundExtractId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { roundExtractProblems, roundExtractState } from '@rollcall/domain/round-extract'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { recordOf } from './extract-words.ts'

export const EndRoundExtract = z.object({ roundExtractId: RoundExtractId })
export type EndRoundExtract = z.infer<typeof EndRoundExtract>

/** Takes an extract back, asked for or approved: nobody downloads it from then on. Anybody of the office may. */
export async function endRoundExtract(context: Context, { roundExtractId }: EndRoundExtract): Promise<void> {
  const { viewer, now, today } = context
  mustBeAllowed(viewer, 'end an extract of a round')
  await transact(context, async (trx) => {
    const extract = await lockRoundExtract(trx, roundExtractId)
    const state = roundExtractState(extract, today)
    if (state !== 'asked' && state !== 'approved') throw roundExtractProblems.endedBefore()

    await updateRoundExtract(trx, roundExtractId, { endedBy: viewer.personId, endedAt: now })
    await recordEvent(trx, context, { type: 'extract of a round ended', ...recordOf(extract) })
  })
}
