import { recordEvent } from '@rollcall/database/audit-events'
import { findMembership } from '@rollcall/database/people'
import { insertSignInLink } from '@rollcall/database/sessions'
import { MembershipId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { problems } from '@rollcall/domain/problems'
import { signInLinkMinutes } from '@rollcall/domain/session'
import { newToken, tokenHash } from '@rollcall/platform/token'
import { z } from 'zod'
import { type Context, transact } from './context.ts'

export const MakeSignInLink = z.object({
  membershipId: MembershipId,
  minutes: z
    .int()
    .positive()
    .max(24 * 60)
    .default(signInLinkMinutes),
})
export type MakeSignInLink = z.input<typeof MakeSignInLink>

/** A token that signs a person in once, as one membership. It is told here, and cannot be had again. */
export async function makeSignInLink(
  context: Pick<Context, 'viewer' | 'now' | 'db'>,
  { membershipId, minutes = signInLinkMinutes }: MakeSignInLink,
): Promise<{ readonly token: string; readonly expiresAt: Date }> {
  mustBeAllowed(context.viewer, 'make a sign-in link')
  return await transact(context, async (trx) => {
    const membership = await findMembership(trx, MembershipId.parse(membershipId))
    if (membership === undefined) throw problems.notFound({ what: 'membership' })

    const token = newToken()
    const expiresAt = new Date(context.now.getTime() + minutes * 60_000)
    await insertSignInLink(trx, {
      tokenHash: tokenHash(token, 'sign-in link'),
      membershipId: membership.id,
      madeAt: context.now,
      expiresAt,
    })
    await recordEvent(trx, context, {
      type: 'sign-in link made',
      authorityId: membership.authorityId,
      membershipId: membership.id,
    })
    return { token, expiresAt }
  })
}
