import { recordEvent } from '@rollcall/database/audit-events'
import { lockInvitation, updateInvitation } from '@rollcall/database/invitations'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { invitationDays } from '@rollcall/domain/sign-in'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { invitationHash, invitationToken } from './invitation-token.ts'
import { letter } from './letter.ts'
import type { Mailing } from './mailing.ts'
import { portalKey } from './portal-keys.ts'
import { inRole } from './role-words.ts'

export const SendInvitation = z.object({ invitationId: z.uuid() })
export type SendInvitation = z.infer<typeof SendInvitation>

/**
 * Sends the letter of an invitation. Killed between sending and noting it, it is sent once more, with the same link; once noted, or when it
 * was replaced, accepted or its membership ended, never again.
 */
export async function sendInvitation(
  context: Context & Mailing,
  { invitationId }: SendInvitation,
): Promise<void> {
  const { now, mailer, portalUrl } = context
  mustBeAllowed(context.viewer, 'send an invitation')
  const token = invitationToken(await portalKey(context, 'invitations'), invitationId)
  const invitation = await transact(context, async (trx) => {
    const found = await lockInvitation(trx, invitationId)
    if (!found || found.sentAt || found.acceptedAt || (found.expiresAt && found.expiresAt <= now))
      return undefined
    const expiresAt = new Date(now.getTime() + invitationDays * 24 * 60 * 60_000)
    await updateInvitation(trx, invitationId, { tokenHash: invitationHash(token), expiresAt })
    return found
  })
  if (invitation === undefined) return

  await mailer.send(invitationLetter(invitation, `${portalUrl}/invitations/${token}`))
  const { authorityId, membershipId } = invitation
  await transact(context, async (trx) => {
    await updateInvitation(trx, invitationId, { sentAt: now })
    await recordEvent(trx, context, { type: 'invitation sent', authorityId, membershipId })
  })
}

type Invitation = NonNullable<Awaited<ReturnType<typeof lockInvitation>>>

const invitationLetter = (invitation: Invitation, link: string) =>
  letter({
    to: invitation.email,
    subject: 'Accept your invitation to Rollcall',
    parts: [
      `Dear ${invitation.name}`,
      `${invitation.invitedBy ?? 'The Children’s Commissioner’s office'} has invited you to Rollcall as ${inRole(invitation)}.`,
      'Rollcall is where local authorities send their data returns to the Children’s Commissioner.',
      { link, words: 'Accept the invitation' },
      `The link is for you alone and works for ${invitationDays} days. Do not forward this e-mail: whoever opens the link could sign in as you.`,
      'If you did not expect this, do nothing, or ask the person who invited you.',
      'Rollcall, for the Children’s Commissioner',
    ],
  })
