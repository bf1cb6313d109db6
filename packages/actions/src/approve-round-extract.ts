import { recordEvent } from '@rollcall/database/audit-events'
import { lockRoundExtract, updateRoundExtract } from '@rollcall/database/round-extracts'
import { RoundExtractId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { mustBeDecidedBy, openUntil } from '@rollcall/domain/round-extract'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { recordOf } from './extract-words.ts'

export const ApproveRoundExtract = z.object({ roundExtractId: RoundExtractId })
export type ApproveRoundExtract = z.infer<typeof ApproveRoundExtract>

/** Lets somebody else download the rows they asked for, for some days. */
export async function approveRoundExtract(
  context: Context,
  { roundExtractId }: ApproveRoundExtract,
): Promise<void> {
  const { viewer, now, today } = context
  mustBeAllowed(viewer, 'approve an extract of a round')
  await transact(context, async (trx) => {
    const extract = await lockRoundExtract(trx, roundExtractId)
    mustBeDecidedBy(extract, viewer.personId, today)
    const until = openUntil(today)

    await updateRoundExtract(trx, roundExtractId, {
      ...{ decision: 'approved', decidedBy: viewer.personId, decidedAt: now, until },
    })
    await recordEvent(trx, context, { type: 'extract of a round approved', ...recordOf(extract), until })
  })
}
