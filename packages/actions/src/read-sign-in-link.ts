import { findSignInAttempt } from '@rollcall/database/sign-in-attempts'
import { type Context, transact } from './context.ts'
import type { FinishByLink } from './finish-sign-in.ts'
import { portalKey } from './portal-keys.ts'
import { browserMark, linkMark } from './sign-in-marks.ts'
import { isUsable } from './usable-attempt.ts'

/** What can be done with a link from an e-mail. Looking changes nothing. */
export type SignInLinkState = 'ready' | 'other browser' | 'spent'

export async function readSignInLink(
  context: Context,
  {
    linkToken,
    browserToken = '',
  }: Pick<FinishByLink, 'linkToken'> & { readonly browserToken?: string | undefined },
): Promise<SignInLinkState> {
  const key = await portalKey(context, 'signing in')
  return await transact(context, async (trx) => {
    const attempt = await findSignInAttempt(trx, { linkMark: linkMark(key, linkToken) })
    if (!isUsable(attempt, context.now)) return 'spent'
    return attempt.browserMark.equals(browserMark(key, browserToken)) ? 'ready' : 'other browser'
  })
}
