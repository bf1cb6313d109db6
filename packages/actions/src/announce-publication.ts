import { findAnnouncement, insertAnnouncement } from '@rollcall/database/announcements'
import { recordEvent } from '@rollcall/database/audit-events'
import { listRequestIds } from '@rollcall/database/data-requests-of-round'
import { lockRound } from '@rollcall/database/rounds'
import { mustBeAnnounceable } from '@rollcall/domain/announcement'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { AnnouncementId, RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { tell } from './tell.ts'

export const AnnouncePublication = z.object({
  roundId: RoundId,
  publishedOn: CalendarDate,
  address: z
    .string()
    .trim()
    .max(500, 'Give an address of up to 500 characters.')
    .pipe(
      z.url({
        protocol: /^https$/,
        hostname: z.regexes.domain,
        error: 'Give the address of a public page, like https://www.example.org/figures.',
      }),
    ),
})
export type AnnouncePublication = z.infer<typeof AnnouncePublication>

/** Says when and where the figures of a round were published, and tells everybody who was asked. */
export async function announcePublication(
  context: Context,
  { roundId, publishedOn, address }: AnnouncePublication,
): Promise<{ readonly announcementId: AnnouncementId }> {
  const { viewer, now, today } = context
  mustBeAllowed(viewer, 'announce publication')
  return await transact(context, async (trx) => {
    const round = await lockRound(trx, roundId)
    const inForce = await findAnnouncement(trx, roundId)
    mustBeAnnounceable({ round, publishedOn, today, inForce })

    const announcementId = AnnouncementId.parse(crypto.randomUUID())
    await insertAnnouncement(trx, {
      ...{ id: announcementId, roundId, publishedOn, address },
      ...{ announcedBy: viewer.personId, announcedAt: now },
    })
    await recordEvent(trx, context, { type: 'publication announced', roundId, announcementId, publishedOn })
    const requests = await listRequestIds(trx, roundId)
    await tell(
      trx,
      requests.map((request) => ({
        ...{ roundId, ...request, kind: 'figures published', aboutId: announcementId },
        recipients: 'authority' as const,
      })),
    )
    return { announcementId }
  })
}
