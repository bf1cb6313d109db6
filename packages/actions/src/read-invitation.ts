import { findInvitation } from '@rollcall/database/invitations'
import { signInProblems } from '@rollcall/domain/sign-in'
import { type Context, transact } from './context.ts'
import { invitationHash } from './invitation-token.ts'

/** What an invitation says to whoever holds its link: who is invited, as what, and by whom. Looking changes nothing. */
export const readInvitation = (context: Context, token: string) =>
  transact(context, async (trx) => {
    const invitation = await findInvitation(trx, invitationHash(token), context.now)
    if (invitation === undefined) throw signInProblems.invitationSpent()
    const { name, role, authority, invitedBy } = invitation
    return { name, role, authority, invitedBy }
  })
