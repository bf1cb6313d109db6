import { lockInvitation, updateInvitation } from '@rollcall/database/invitations'
import { invitationDays } from '@rollcall/domain/sign-in'
import { counted } from '@rollcall/domain/text'
import { invitationHash, invitationToken } from './invitation-token.ts'
import type { ReadStanding } from './message-standing.ts'
import { portalKey } from './portal-keys.ts'
import { inRole, theOffice } from './role-words.ts'
import { standingsOfCovers } from './standings-of-covers.ts'

/** Messages to people about themselves. */
export const standingsOfPeople: Readonly<Record<string, ReadStanding>> = {
  invitation: async (context, trx, { aboutId, resends }) => {
    const id = String(aboutId)
    const token = invitationToken(await portalKey(context, 'invitations'), id)
    const invitation = await lockInvitation(trx, id)
    const facts = invitation && {
      inviter: invitation.invitedBy ?? theOffice,
      role: inRole(invitation),
      days: counted(invitationDays, 'day'),
    }
    return {
      notNeeded: whyNotInvited(invitation, resends === null ? undefined : context.now),
      facts: facts ?? {},
      path: `/invitations/${token}`,
      isSecret: true,
      // Its days begin when it goes out: it may have waited.
      begin: async () => {
        const expiresAt = new Date(context.now.getTime() + invitationDays * 24 * 60 * 60_000)
        await updateInvitation(trx, id, { tokenHash: invitationHash(token), expiresAt })
      },
    }
  },
  ...standingsOfCovers,
  'work account linked': async () => ({ facts: {}, path: '/account' }),
}

/** One that nobody has had yet has no end: its days begin when it goes out, however often that was tried. One that is sent again has. */
function whyNotInvited(
  invitation: Awaited<ReturnType<typeof lockInvitation>>,
  sentAgainAt: Date | undefined,
): string | undefined {
  if (invitation === undefined || invitation.isReplaced)
    return 'A newer invitation took its place, or the role was ended.'
  const { acceptedAt, expiresAt } = invitation
  if (acceptedAt !== null) return 'The invitation was accepted.'
  return sentAgainAt && expiresAt && expiresAt <= sentAgainAt ? 'The invitation is over.' : undefined
}
