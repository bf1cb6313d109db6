import { randomUUID } from 'node:crypto'
import type { Trx } from '@rollcall/database/connect'
import { insertInvitation } from '@rollcall/database/invitations'
import { asSystemWithin } from '@rollcall/database/transaction'
import type { MembershipId } from '@rollcall/domain/ids'
import type { Context } from './context.ts'

/** Notes that somebody is invited to a membership, in place of any invitation before; its letter is sent by a job. */
export async function makeInvitation(
  trx: Trx,
  { viewer, now }: Pick<Context, 'viewer' | 'now'>,
  membershipId: MembershipId,
): Promise<{ readonly invitationId: string }> {
  const invitationId = randomUUID()
  const invitedBy = 'personId' in viewer ? viewer.personId : null
  await asSystemWithin(trx, viewer, () =>
    insertInvitation(trx, { id: invitationId, membershipId, invitedBy, madeAt: now }),
  )
  return { invitationId }
}
