import { recordEvent } from '@rollcall/database/audit-events'
import { lockWording, updateWording } from '@rollcall/database/wordings'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { wordingMustWait } from '@rollcall/domain/wording-faults'
import { z } from 'zod'
import { type Context, transact } from './context.ts'

export const RefuseWording = z.object({
  kind: z.string().max(100),
  version: z.number().int().min(1),
  reason: z.string().trim().min(1, 'Say why not.').max(1000, 'Say it in 1,000 characters at most.'),
})
export type RefuseWording = z.infer<typeof RefuseWording>

/** Leaves the words as they are, though others were proposed. Whoever proposed them takes them back in the same way. */
export async function refuseWording(
  context: Context,
  { kind, version, reason }: RefuseWording,
): Promise<void> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'refuse a wording')
  await transact(context, async (trx) => {
    const wording = await lockWording(trx, kind, version)
    wordingMustWait(wording)

    await updateWording(trx, wording.id, {
      ...{ decision: 'refused', decidedBy: viewer.personId, decidedAt: now, refusal: reason },
    })
    await recordEvent(trx, context, {
      type: 'wording refused',
      ...{ kind, version, byProposer: wording.madeBy === viewer.personId },
    })
  })
}
