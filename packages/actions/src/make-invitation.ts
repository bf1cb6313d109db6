import { randomUUID } from 'node:crypto'
import type { Trx } from '@rollcall/database/connect'
import { insertInvitation } from '@rollcall/database/invitations'
import { insertMessages } from '@rollcall/database/messages'
import { asSystemWithin } from '@rollcall/database/transaction'
import type { Membership } from '@rollcall/domain/membership'
import type { Context } from './context.ts'

/** Invites somebody to a membership, in place of any invitation before, and keeps the message that tells them. Ask for it to be sent. */
export async function makeInvitation(
  trx: Trx,
  { viewer, now }: Pick<Context, 'viewer' | 'now'>,
  { id: membershipId, personId, authorityId, role }: Membership,
): Promise<void> {
  const invitationId = randomUUID()
  const invitedBy = 'personId' in viewer ? viewer.personId : null
  await asSystemWithin(trx, viewer, async () => {
    await insertInvitation(trx, { id: invitationId, membershipId, invitedBy, madeAt: now })
    await insertMessages(trx, [
      {
        ...{ kind: 'invitation', step: invitationId, aboutId: invitationId },
        ...{ personId, writtenAs: role, authorityId, sendAfter: now },
      },
    ])
  })
}
