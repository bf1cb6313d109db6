import { recordEvent } from '@rollcall/database/audit-events'
import { getMembership, lockMembershipsOfRole } from '@rollcall/database/people'
import { MembershipId } from '@rollcall/domain/ids'
import { mustHaveSayOver, mustNotBeLast } from '@rollcall/domain/membership'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { problems } from '@rollcall/domain/problems'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { endMembership } from './end-membership.ts'

export const RemovePerson = z.object({ membershipId: MembershipId })
export type RemovePerson = z.infer<typeof RemovePerson>

/** Ends one role of a person, at once: they are signed out of it and their systems are shut out. What they did stays. */
export async function removePerson(context: Context, { membershipId }: RemovePerson): Promise<void> {
  const { viewer } = context
  mustBeAllowed(viewer, 'remove a person')
  await transact(context, async (trx) => {
    const membership = await getMembership(trx, membershipId)
    mustHaveSayOver(viewer, membership)
    const { role, authorityId } = membership
    const ofRole = await lockMembershipsOfRole(trx, membership)
    if (!ofRole.some(({ id }) => id === membershipId)) throw problems.notFound({ what: 'person' })
    mustNotBeLast(viewer, membership, ofRole.length - 1)

    const { clients } = await endMembership(context, trx, membershipId)
    await recordEvent(trx, context, { type: 'person removed', authorityId, membershipId, role, clients })
  })
}
