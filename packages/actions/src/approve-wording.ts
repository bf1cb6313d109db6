import { recordEvent } from '@rollcall/database/audit-events'
import { lockWording, updateWording } from '@rollcall/database/wordings'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { wordingMustBeOthers, wordingMustWait } from '@rollcall/domain/wording-faults'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { LawyersCheck, mustBeChecked } from './lawyers-check.ts'

export const ApproveWording = LawyersCheck.extend({
  kind: z.string().max(100),
  version: z.number().int().min(1),
})
export type ApproveWording = z.infer<typeof ApproveWording>

/** Puts words that state the law in force, once somebody who did not write them says that a lawyer has checked them. */
export async function approveWording(
  context: Context,
  { kind, version, lawyer, checkedOn }: ApproveWording,
): Promise<void> {
  const { viewer, now, today } = context
  mustBeAllowed(viewer, 'approve a wording')
  await transact(context, async (trx) => {
    const wording = await lockWording(trx, kind, version)
    wordingMustWait(wording)
    wordingMustBeOthers(wording, viewer.personId)
    mustBeChecked({ checkedOn }, today)

    await updateWording(trx, wording.id, {
      ...{ decision: 'in force', decidedBy: viewer.personId, decidedAt: now, lawyer, checkedOn },
    })
    await recordEvent(trx, context, { type: 'wording approved', kind, version, checkedOn })
  })
}
