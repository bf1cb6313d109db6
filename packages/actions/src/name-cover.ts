import { recordEvent } from '@rollcall/database/audit-events'
import { insertCover, listCoversOf } from '@rollcall/database/covers'
import { getMembership, lockMembershipsOfRole } from '@rollcall/database/people'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { mustArrangeFor, mustBeACover } from '@rollcall/domain/cover'
import { CoverId, MembershipId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { tellOfCover } from './tell-of-cover.ts'

export const NameCover = z.object({
  membershipId: MembershipId,
  /** As whom the one who stands in acts. */
  coverMembershipId: MembershipId,
  fromOn: CalendarDate,
  untilOn: CalendarDate,
})
export type NameCover = z.infer<typeof NameCover>

/** Has somebody stand in for a colleague who is away: what is written to the one goes to the other too. Both are told. */
export async function nameCover(
  context: Context,
  { membershipId, coverMembershipId, fromOn, untilOn }: NameCover,
): Promise<{ readonly coverId: CoverId }> {
  const { viewer, now, today } = context
  mustBeAllowed(viewer, 'name a cover')
  return await transact(context, async (trx) => {
    const away = await getMembership(trx, membershipId)
    mustArrangeFor(viewer, away)
    // Of two who name somebody for the same days, one waits here.
    await lockMembershipsOfRole(trx, away)
    const standIn = await getMembership(trx, coverMembershipId)
    const others = await listCoversOf(trx, membershipId, today)
    mustBeACover({ away, standIn, fromOn, untilOn, today, others })

    const coverId = CoverId.parse(crypto.randomUUID())
    const { authorityId } = away
    const days = { fromOn, untilOn }
    await insertCover(trx, {
      ...{ id: coverId, authorityId, membershipId, coverId: coverMembershipId, ...days },
      ...{ namedBy: viewer.personId, namedAt: now },
    })
    await recordEvent(trx, context, {
      ...{ type: 'cover named', authorityId, membershipId, coverMembershipId, ...days },
    })
    await tellOfCover(context, trx, { what: 'named', coverId, away, standIn })
    return { coverId }
  })
}
