import { lockAnnouncement, withdrawAnnouncement as withdraw } from '@rollcall/database/announcements'
import { recordEvent } from '@rollcall/database/audit-events'
import { listRequestIds } from '@rollcall/database/data-requests-of-round'
import { AnnouncementId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { tell } from './tell.ts'

export const WithdrawAnnouncement = z.object({
  announcementId: AnnouncementId,
  /** For everybody in the round, in the office's own words. */
  reason: z.string().trim().min(1, 'Say why, as everybody in the round may read it.').max(2000),
})
export type WithdrawAnnouncement = z.infer<typeof WithdrawAnnouncement>

/** Takes back that figures were published. That it was announced stays on record; it can be announced anew. */
export async function withdrawAnnouncement(
  context: Context,
  { announcementId, reason }: WithdrawAnnouncement,
): Promise<void> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'withdraw an announcement')
  await transact(context, async (trx) => {
    const { roundId } = await lockAnnouncement(trx, announcementId)
    await withdraw(trx, announcementId, {
      ...{ withdrawnBy: viewer.personId, withdrawnAt: now, withdrawnBecause: reason },
    })
    await recordEvent(trx, context, { type: 'publication withdrawn', roundId, announcementId })
    const requests = await listRequestIds(trx, roundId)
    await tell(
      trx,
      requests.map((request) => ({
        ...{ roundId, ...request, kind: 'publication withdrawn', aboutId: announcementId },
        recipients: 'authority' as const,
      })),
    )
  })
}
