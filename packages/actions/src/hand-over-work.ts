import { recordEvent } from '@rollcall/database/audit-events'
import { listOutstanding } from '@rollcall/database/data-requests-of-round'
import { getMembership, lockMembershipsOfRole } from '@rollcall/database/people'
import { MembershipId } from '@rollcall/domain/ids'
import { mustBeAbleToTakeOver, mustBeOwnOrUnder } from '@rollcall/domain/membership'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { problems } from '@rollcall/domain/problems'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { endMembership } from './end-membership.ts'
import { tell } from './tell.ts'

export const HandOverWork = z.object({ membershipId: MembershipId, toMembershipId: MembershipId })
export type HandOverWork = z.infer<typeof HandOverWork>

/** Ends one person's role and leaves what is outstanding to another who has the same; says how many requests that is. */
export async function handOverWork(
  context: Context,
  { membershipId, toMembershipId }: HandOverWork,
): Promise<{ readonly outstanding: number }> {
  const { viewer } = context
  mustBeAllowed(viewer, 'hand over work')
  return await transact(context, async (trx) => {
    const from = await getMembership(trx, membershipId)
    mustBeOwnOrUnder(viewer, from)
    const to = await getMembership(trx, toMembershipId)
    mustBeAbleToTakeOver(from, to)
    const live = new Set((await lockMembershipsOfRole(trx, from)).map(({ id }) => id))
    if (!live.has(from.id) || !live.has(to.id)) throw problems.notFound({ what: 'person' })

    const { clients } = await endMembership(context, trx, membershipId, toMembershipId)
    const { role, authorityId } = from
    const outstanding = authorityId === null ? [] : await listOutstanding(trx, authorityId)
    await recordEvent(trx, context, {
      type: 'work handed over',
      ...{ authorityId, membershipId, toMembershipId, role, clients },
      outstanding: outstanding.length,
    })
    await tell(
      trx,
      outstanding.map((request) => ({
        ...request,
        kind: 'work handed over',
        recipients: role === 'signatory' ? ('signatories' as const) : ('officers' as const),
      })),
    )
    return { outstanding: outstanding.length }
  })
}
