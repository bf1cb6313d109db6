import { recordEvent } from '@rollcall/database/audit-events'
import { findMembership } from '@rollcall/database/people'
import { endSessionOfToken } from '@rollcall/database/sessions'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { viewerOf } from '@rollcall/domain/viewer'
import { tokenHash } from '@rollcall/platform/token'
import { z } from 'zod'
import { type Context, transact } from './context.ts'

export const EndSession = z.object({ sessionToken: z.string().min(1).max(200) })
export type EndSession = z.infer<typeof EndSession>

/** Signs a person out. Once they are out, it does nothing. */
export async function endSession(context: Context, { sessionToken }: EndSession): Promise<void> {
  const { now } = context
  mustBeAllowed(context.viewer, 'sign out')
  await transact(context, async (trx) => {
    const ended = await endSessionOfToken(trx, tokenHash(sessionToken, 'session'), now)
    const membership = ended && (await findMembership(trx, ended.membershipId))
    if (membership === undefined) return
    await recordEvent(
      trx,
      { viewer: viewerOf(membership), now },
      { type: 'signed out', authorityId: membership.authorityId, membershipId: membership.id },
    )
  })
}
