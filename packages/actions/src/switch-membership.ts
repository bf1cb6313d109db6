import { recordOwnEvents } from '@rollcall/database/audit-events'
import { switchOwnSession } from '@rollcall/database/own-sessions'
import { findMembership, findMembershipOf } from '@rollcall/database/people'
import { asSystemWithin } from '@rollcall/database/transaction'
import { MembershipId, SessionId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { problems } from '@rollcall/domain/problems'
import { mustBePerson } from '@rollcall/domain/session'
import { z } from 'zod'
import { type Context, transact } from './context.ts'

export const SwitchMembership = z.object({
  sessionId: SessionId,
  membershipId: MembershipId,
})
export type SwitchMembership = z.infer<typeof SwitchMembership>

/** Has a person's session act as another of their memberships. Neither authority's record names the other. */
export async function switchMembership(
  context: Context,
  { sessionId, membershipId }: SwitchMembership,
): Promise<void> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'switch membership')
  mustBePerson(viewer)
  await transact(context, async (trx) => {
    const from = await findMembershipOf(trx, { authorityId: null, ...viewer })
    if (from?.id === membershipId) return
    const isSwitched = await switchOwnSession(trx, viewer, { sessionId, to: membershipId, now })
    if (!isSwitched) throw problems.notFound({ what: 'membership' })
    const to = await asSystemWithin(trx, viewer, () => findMembership(trx, membershipId))
    const events = [
      { type: 'signed out', membership: from },
      { type: 'signed in', membership: to },
    ].flatMap(({ type, membership }) =>
      membership ? [{ type, authorityId: membership.authorityId, membershipId: membership.id }] : [],
    )
    await recordOwnEvents(trx, context, events)
  })
}
