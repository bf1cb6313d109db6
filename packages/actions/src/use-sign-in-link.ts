import { recordEvent } from '@rollcall/database/audit-events'
import { findMembership } from '@rollcall/database/people'
import { insertSession, useUpSignInLink } from '@rollcall/database/sessions'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { sessionMinutes, sessionProblems } from '@rollcall/domain/session'
import { type AuthorityViewer, type OfficeViewer, viewerOf } from '@rollcall/domain/viewer'
import { newToken, tokenHash } from '@rollcall/platform/token'
import { z } from 'zod'
import { type Context, transact } from './context.ts'

export const UseSignInLink = z.object({ token: z.string().min(1).max(200) })
export type UseSignInLink = z.infer<typeof UseSignInLink>

/** Signs a person in, once for each link. The token of the session is told here, and cannot be had again. */
export async function useSignInLink(
  context: Context,
  { token }: UseSignInLink,
): Promise<{
  readonly sessionToken: string
  readonly endsAt: Date
  readonly viewer: AuthorityViewer | OfficeViewer
}> {
  const { now } = context
  mustBeAllowed(context.viewer, 'sign in')
  return await transact(context, async (trx) => {
    const link = await useUpSignInLink(trx, tokenHash(token, 'sign-in link'), now)
    const membership = link && (await findMembership(trx, link.membershipId))
    if (membership === undefined) throw sessionProblems.signInLinkSpent()

    const sessionToken = newToken()
    const endsAt = new Date(now.getTime() + sessionMinutes.absolute * 60_000)
    await insertSession(trx, {
      tokenHash: tokenHash(sessionToken, 'session'),
      personId: membership.personId,
      membershipId: membership.id,
      createdAt: now,
      lastSeenAt: now,
      endsAt,
    })
    const viewer = viewerOf(membership)
    await recordEvent(
      trx,
      { viewer, now },
      { type: 'signed in', authorityId: membership.authorityId, membershipId: membership.id },
    )
    return { sessionToken, endsAt, viewer }
  })
}
