import { recordEvent } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { lockInvitation } from '@rollcall/database/invitations'
import type { Message } from '@rollcall/database/messages'
import type { Context } from './context.ts'

/** Records that an invitation was sent, where that is what a message was. */
export async function noteInvitationSent(
  context: Pick<Context, 'viewer' | 'now'>,
  trx: Trx,
  { kind, aboutId }: Pick<Message, 'kind' | 'aboutId'>,
): Promise<void> {
  if (kind !== 'invitation' || aboutId === null) return
  const invitation = await lockInvitation(trx, aboutId)
  if (invitation === undefined) return
  const { authorityId, membershipId } = invitation
  await recordEvent(trx, context, { type: 'invitation sent', authorityId, membershipId })
}
