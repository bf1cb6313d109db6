import { lockOpenInvitation } from '@rollcall/database/invitations'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { signInProblems } from '@rollcall/domain/sign-in'
import { type AskedToSignIn, type Asking, makeAttempt } from './ask-to-sign-in.ts'
import { type Context, transact } from './context.ts'
import { invitationHash } from './invitation-token.ts'
import { portalKey } from './portal-keys.ts'

/** Makes a link and a code for whoever was invited, to go to the address that is stored for them. */
export async function askWithInvitation(
  context: Context,
  { ip, portalUrl }: Asking,
  token: string,
): Promise<AskedToSignIn> {
  mustBeAllowed(context.viewer, 'sign in')
  const key = await portalKey(context, 'signing in')
  return await transact(context, async (trx) => {
    const invitation = await lockOpenInvitation(trx, invitationHash(token), context.now)
    if (invitation === undefined) throw signInProblems.invitationSpent()
    const { id: invitationId, email } = invitation
    return await makeAttempt(
      trx,
      { ...context, key, ip, portalUrl },
      { email, person: invitation, invitationId },
    )
  })
}
