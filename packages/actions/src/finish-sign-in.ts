import { timingSafeEqual } from 'node:crypto'
import { recordEvent } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { findInvitedMembership } from '@rollcall/database/invitations'
import {
  countWrongCode,
  countWrongCodes,
  findLastUsedMembership,
  lockGuesses,
  lockSignInAttempt,
  type SignInAttempt,
  useUpSignInAttempt,
} from '@rollcall/database/sign-in-attempts'
import { undoneUnless } from '@rollcall/database/transaction'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { Problem } from '@rollcall/domain/problem'
import { signInLimits, signInProblems } from '@rollcall/domain/sign-in'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { portalKey } from './portal-keys.ts'
import { browserMark, codeMark, linkMark } from './sign-in-marks.ts'
import { type StartedSession, startSession } from './start-session.ts'
import { isUsable } from './usable-attempt.ts'

const browserToken = z.string().min(1).max(200)
const browser = z.string().nullish()

export const FinishByCode = z.object({
  /** What the browser that asked was given. */
  browserToken,
  code: z
    .string()
    // As they stand in the e-mail, with a space, or however somebody copies them.
    .transform((typed) => typed.normalize('NFKC').replaceAll(/[^\d\p{L}]/gu, ''))
    .pipe(z.string().regex(/^\d{6}$/, 'Type the six figures that are in our e-mail to you.')),
  browser,
})
export type FinishByCode = z.infer<typeof FinishByCode>

export const FinishByLink = z.object({ browserToken, linkToken: z.string().min(1).max(200), browser })
export type FinishByLink = z.infer<typeof FinishByLink>

/** Signs in whoever typed the code that was sent, in the browser that asked for it. */
export async function finishByCode(context: Context, input: FinishByCode): Promise<StartedSession> {
  mustBeAllowed(context.viewer, 'sign in')
  const key = await portalKey(context, 'signing in')
  return await keepingTries(context, async (trx) => {
    const attempt = await lockSignInAttempt(trx, { browserMark: browserMark(key, input.browserToken) })
    if (!isUsable(attempt, context.now)) return signInProblems.signInSpent()
    await lockGuesses(trx, attempt)
    const aDayAgo = new Date(context.now.getTime() - 24 * 60 * 60_000)
    const wrongToday = await countWrongCodes(trx, attempt.addressMark, aDayAgo)
    if (wrongToday >= signInLimits.wrongCodesADay) return signInProblems.codesStopped()

    const isRight = timingSafeEqual(attempt.codeMark, codeMark(key, attempt.id, input.code))
    if (!isRight || attempt.personId === null) return await wrongCode(trx, context, attempt)
    return await finish(trx, context, attempt, { way: 'code by e-mail', browser: input.browser })
  })
}

/** Signs in whoever opened the link that was sent, in the browser that asked for it. */
export async function finishByLink(context: Context, input: FinishByLink): Promise<StartedSession> {
  mustBeAllowed(context.viewer, 'sign in')
  const key = await portalKey(context, 'signing in')
  return await keepingTries(context, async (trx) => {
    const attempt = await lockSignInAttempt(trx, { linkMark: linkMark(key, input.linkToken) })
    if (!isUsable(attempt, context.now)) return signInProblems.signInSpent()
    if (!timingSafeEqual(attempt.browserMark, browserMark(key, input.browserToken)))
      return signInProblems.otherBrowser()
    return await finish(trx, context, attempt, { way: 'link by e-mail', browser: input.browser })
  })
}

/** A refusal is returned and thrown after the transaction, or what it counted would be undone with it. */
async function keepingTries(
  context: Context,
  work: (trx: Trx) => Promise<StartedSession | Problem>,
): Promise<StartedSession> {
  const done = await transact(context, work)
  if (done instanceof Problem) throw done
  return done
}

async function wrongCode(trx: Trx, context: Context, { id, personId, wrongCodes }: SignInAttempt) {
  await countWrongCode(trx, id)
  const left = signInLimits.wrongCodes - wrongCodes - 1
  if (left > 0) return signInProblems.codeWrong({ left })
  // Of an address that nobody has it is undone at once, or the time it takes would tell which addresses somebody has.
  await undoneUnless(trx, personId !== null, () =>
    recordEvent(trx, context, { type: 'sign-in code given wrong', personId }),
  )
  return signInProblems.signInSpent()
}

async function finish(
  trx: Trx,
  { now }: Context,
  { id, personId, invitationId }: SignInAttempt,
  how: { readonly way: 'code by e-mail' | 'link by e-mail'; readonly browser: string | null | undefined },
): Promise<StartedSession | Problem> {
  if (personId === null) return signInProblems.signInSpent()
  await useUpSignInAttempt(trx, id, now)
  const invited = invitationId === null ? undefined : await findInvitedMembership(trx, invitationId)
  const membership = invited ?? (await findLastUsedMembership(trx, personId))
  if (membership === undefined) return signInProblems.signInSpent()
  return await startSession(trx, { membership, ...how, now })
}
