import { recordEvent } from '@rollcall/database/audit-events'
import { endCover as end, lockCover } from '@rollcall/database/covers'
import { getMembership } from '@rollcall/database/people'
import { mustBeAbleToEnd } from '@rollcall/domain/cover'
import { CoverId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { tellOfCover } from './tell-of-cover.ts'

export const EndCover = z.object({ coverId: CoverId })
export type EndCover = z.infer<typeof EndCover>

/** From now on nothing more is written to whoever stands in for a colleague. Both are told, but for whoever ended it. */
export async function endCover(context: Context, { coverId }: EndCover): Promise<void> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'end a cover')
  await transact(context, async (trx) => {
    const { membershipId, coverId: coverMembershipId, authorityId } = await lockCover(trx, coverId)
    const away = await getMembership(trx, membershipId)
    const standIn = await getMembership(trx, coverMembershipId)
    mustBeAbleToEnd(viewer, away, standIn)
    await end(trx, coverId, { endedBy: viewer.personId, endedAt: now })
    await recordEvent(trx, context, {
      ...{ type: 'cover ended', authorityId, membershipId, coverMembershipId },
    })
    await tellOfCover(context, trx, { what: 'ended', coverId, away, standIn })
  })
}
