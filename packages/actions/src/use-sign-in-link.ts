import { findMembership } from '@rollcall/database/people'
import { useUpSignInLink } from '@rollcall/database/sessions'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { sessionProblems } from '@rollcall/domain/session'
import { tokenHash } from '@rollcall/platform/token'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { type StartedSession, startSession } from './start-session.ts'

export const UseSignInLink = z.object({
  token: z.string().min(1).max(200),
  /** The kind of browser, as its person would call it. */
  browser: z.string().nullish(),
})
export type UseSignInLink = z.infer<typeof UseSignInLink>

/** Signs a person in with a link that was handed to them, once for each link. */
export async function useSignInLink(
  context: Context,
  { token, browser }: UseSignInLink,
): Promise<StartedSession> {
  const { now } = context
  mustBeAllowed(context.viewer, 'sign in')
  return await transact(context, async (trx) => {
    const link = await useUpSignInLink(trx, tokenHash(token, 'sign-in link'), now)
    const membership = link && (await findMembership(trx, link.membershipId))
    if (membership === undefined) throw sessionProblems.signInLinkSpent()
    return await startSession(trx, { membership, way: 'link handed over', browser, now })
  })
}
