import { recordEvent } from '@rollcall/database/audit-events'
import { lockDataRequest } from '@rollcall/database/data-requests'
import { getExtension, updateExtension } from '@rollcall/database/extensions'
import { extensionProblems } from '@rollcall/domain/extension'
import { ExtensionId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { tell } from './tell.ts'
import { wordsOf } from './words.ts'

export const RefuseExtension = z.object({
  extensionId: ExtensionId,
  reason: z.string().trim().min(1, 'Say why no more time is given.').max(4000),
})
export type RefuseExtension = z.infer<typeof RefuseExtension>

/** Leaves the due date as it is, and says why. */
export async function refuseExtension(
  context: Context,
  { extensionId, reason }: RefuseExtension,
): Promise<void> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'refuse an extension')
  await transact(context, async (trx) => {
    const { dataRequestId } = await getExtension(trx, extensionId)
    const { roundId, authorityId } = await lockDataRequest(trx, dataRequestId)
    const asked = await getExtension(trx, extensionId)
    if (asked.state !== 'asked') throw extensionProblems.extensionDecided(asked)

    const words = await wordsOf(context, trx, dataRequestId)
    await updateExtension(trx, extensionId, {
      state: 'refused',
      decidedBy: viewer.personId,
      decidedAt: now,
      decisionSealed: words.seal(reason),
    })
    const told = { roundId, dataRequestId, authorityId }
    await recordEvent(trx, context, { type: 'extension refused', ...told, extensionId })
    await tell(trx, [{ ...told, kind: 'extension refused', recipients: 'authority', aboutId: extensionId }])
  })
}
