import { recordEvent } from '@rollcall/database/audit-events'
import { keepDigestChoice } from '@rollcall/database/digests'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { type Context, transact } from './context.ts'

export const ChooseDigest = z.object({ isWanted: z.boolean().describe('Whether you want it') })
export type ChooseDigest = z.infer<typeof ChooseDigest>

/** Lets somebody of the office have the daily digest or be without it. The same said again changes nothing. */
export async function chooseDigest(context: Context, { isWanted }: ChooseDigest): Promise<void> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'choose about the digest')
  await transact(context, async (trx) => {
    const isNew = await keepDigestChoice(trx, { personId: viewer.personId, isWanted, chosenAt: now })
    if (isNew) await recordEvent(trx, context, { type: 'digest chosen', isWanted })
  })
}
