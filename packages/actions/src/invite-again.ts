import { recordEvent } from '@rollcall/database/audit-events'
import { findLastInvitation } from '@rollcall/database/invitations'
import { getMembership, lockMembershipsOfRole } from '@rollcall/database/people'
import { asSystemWithin } from '@rollcall/database/transaction'
import { MembershipId } from '@rollcall/domain/ids'
import { mustHaveSayOver } from '@rollcall/domain/membership'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { mustNotBeInvitedOften } from '@rollcall/domain/sign-in'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { enqueue, jobs } from './jobs.ts'
import { makeInvitation } from './make-invitation.ts'

export const InviteAgain = z.object({ membershipId: MembershipId })
export type InviteAgain = z.infer<typeof InviteAgain>

/** Sends somebody a new invitation to a role they have. The one before is no longer good. */
export async function inviteAgain(context: Context, { membershipId }: InviteAgain): Promise<void> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'invite a person')
  await transact(context, async (trx) => {
    const membership = await getMembership(trx, membershipId)
    mustHaveSayOver(viewer, membership)
    // Of two who ask at once, one waits here, and then sees what the other has made.
    await lockMembershipsOfRole(trx, membership)
    const last = await asSystemWithin(trx, viewer, () => findLastInvitation(trx, membershipId))
    mustNotBeInvitedOften(last === undefined ? Infinity : (now.getTime() - last.madeAt.getTime()) / 60_000)

    await makeInvitation(trx, context, membership)
    const { role, authorityId } = membership
    await recordEvent(trx, context, { type: 'person invited again', authorityId, membershipId, role })
    await enqueue(trx, jobs.sendMessages, {})
  })
}
