import { recordEvent } from '@rollcall/database/audit-events'
import { getMembership, insertMembership, lockMembershipsOfRole } from '@rollcall/database/people'
import { MembershipId } from '@rollcall/domain/ids'
import { membershipProblems, mustBeOfOffice, mustNotBeLast } from '@rollcall/domain/membership'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { problems } from '@rollcall/domain/problems'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { endMembership } from './end-membership.ts'
import { enqueue, jobs } from './jobs.ts'
import { makeInvitation } from './make-invitation.ts'

export const ChangeRole = z.object({ membershipId: MembershipId, role: z.enum(['analyst', 'approver']) })
export type ChangeRole = z.infer<typeof ChangeRole>

/** Gives somebody of the office another role in place of the one they have, and writes to them. They are signed out of the old one at once. */
export async function changeRole(
  context: Context,
  { membershipId, role }: ChangeRole,
): Promise<{ readonly membershipId: MembershipId }> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'change a role')
  return await transact(context, async (trx) => {
    const before = await getMembership(trx, membershipId)
    mustBeOfOffice(viewer, before)
    const ofRole = await lockMembershipsOfRole(trx, before)
    if (!ofRole.some(({ id }) => id === membershipId)) throw problems.notFound({ what: 'person' })
    if (before.role === role) throw membershipProblems.alreadyMember()
    mustNotBeLast(viewer, before, ofRole.length - 1)

    const { clients } = await endMembership(context, trx, membershipId)
    const changed = MembershipId.parse(crypto.randomUUID())
    const isNew = await insertMembership(trx, {
      ...{ id: changed, personId: before.personId, authorityId: null, role },
      ...{ invitedBy: viewer.personId, invitedAt: now },
    })
    if (!isNew) throw membershipProblems.alreadyMember()
    await makeInvitation(trx, context, { ...before, id: changed, role })
    await recordEvent(trx, context, {
      ...{ type: 'role changed', membershipId: changed, role },
      ...{ before: before.role, endedMembershipId: membershipId, clients },
    })
    await enqueue(trx, jobs.sendMessages, {})
    return { membershipId: changed }
  })
}
