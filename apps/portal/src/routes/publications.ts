import { AnnouncePublication, announcePublication } from '@rollcall/actions/announce-publication'
import { transact } from '@rollcall/actions/context'
import { WithdrawAnnouncement, withdrawAnnouncement } from '@rollcall/actions/withdraw-announcement'
import { listAnnouncements } from '@rollcall/database/announcements'
import { getRound } from '@rollcall/database/rounds'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { AnnouncementId, RoundId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'

const Announcement = z.object({
  announcementId: AnnouncementId,
  publishedOn: CalendarDate,
  address: z.string(),
  announcedAt: z.date(),
  withdrawnAt: z.date().nullable().describe('Null while it holds'),
  reason: z.string().nullable().describe('Why it was withdrawn'),
})

/** Where the figures of rounds are published. */
export function publicationRoutes(app: App, contextFor: ContextFor): void {
  const tags = ['figures']
  const params = z.object({ roundId: RoundId })

  app.get(
    '/rounds/:roundId/publications',
    {
      schema: {
        tags,
        summary: 'When and where the figures of a round were published: what holds, then what was withdrawn',
        params,
        response: { 200: z.object({ items: z.array(Announcement) }) },
      },
    },
    async (request) => {
      const { roundId } = request.params
      const announcements = await transact(contextFor(request), async (trx) => {
        await getRound(trx, roundId)
        return await listAnnouncements(trx, roundId)
      })
      return {
        items: announcements.map(({ id: announcementId, withdrawnBecause: reason, ...one }) => ({
          ...{ announcementId, reason, ...one },
        })),
      }
    },
  )

  app.post(
    '/rounds/:roundId/publications',
    {
      schema: {
        tags,
        summary: 'Announces when and where the figures of a closed round were published',
        params,
        body: AnnouncePublication.omit({ roundId: true }),
        response: { 201: z.object({ announcementId: AnnouncementId }) },
      },
    },
    async (request, reply) =>
      reply
        .status(201)
        .send(await announcePublication(contextFor(request), { ...request.params, ...request.body })),
  )

  app.post(
    '/publications/:announcementId/withdrawal',
    {
      schema: {
        tags,
        summary: 'Withdraws an announcement. It stays on record, and can be made anew',
        params: z.object({ announcementId: AnnouncementId }),
        body: WithdrawAnnouncement.pick({ reason: true }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await withdrawAnnouncement(contextFor(request), { ...request.params, ...request.body })
      return reply.status(204).send(null)
    },
  )
}
