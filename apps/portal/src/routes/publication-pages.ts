import { AnnouncePublication, announcePublication } from '@rollcall/actions/announce-publication'
import { transact } from '@rollcall/actions/context'
import { WithdrawAnnouncement, withdrawAnnouncement } from '@rollcall/actions/withdraw-announcement'
import { listAnnouncements } from '@rollcall/database/announcements'
import { getRound } from '@rollcall/database/rounds'
import { AnnouncementId, RoundId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inOffice } from '../in-office.ts'
import { attempt, DoneQuery, FormBody, notAccepted, PageQuery, readForm, typedIn } from '../page-forms.ts'
import { doneWords } from '../pages/done.ts'
import { publicationPage } from '../pages/publication-page.ts'
import { readerOf } from '../reader.ts'
import { dayTyped, TypedDay } from '../typed-day.ts'

const params = z.object({ roundId: RoundId })
const Announced = z.object({
  published: TypedDay('The day of publication', 'Enter the day on which they were published.'),
  address: AnnouncePublication.shape.address,
})

/** Where the figures of a round are published: announcing it, and withdrawing that. */
export function publicationPageRoutes(app: App, contextFor: ContextFor): void {
  const path = '/rounds/:roundId/publication'
  const read = async (request: FastifyRequest, roundId: RoundId) => {
    const viewer = inOffice(request)
    const shown = await transact(contextFor(request), async (trx) => ({
      round: await getRound(trx, roundId),
      announcements: await listAnnouncements(trx, roundId),
    }))
    return { ...shown, viewer, reader: readerOf(request) }
  }

  app.get(path, { schema: { hide: true, params, querystring: DoneQuery } }, async (request) =>
    publicationPage({
      ...(await read(request, request.params.roundId)),
      done: doneWords(request.query.done),
    }),
  )

  const sent = { hide: true, params, querystring: PageQuery, body: FormBody }
  app.post(path, { schema: sent }, async (request, reply) => {
    const { roundId } = request.params
    const page = await read(request, roundId)
    const typed = {
      published: dayTyped(request.body, 'published'),
      address: typedIn(request.body, 'address'),
    }
    const form = readForm(Announced, { ...typed, address: typed.address ?? '' })
    const done = form.ok
      ? await attempt(() => {
          const { published: publishedOn, address } = form.input
          return announcePublication(contextFor(request), { roundId, publishedOn, address })
        }, 'published-day')
      : form
    if (done.ok) return reply.redirect(`/rounds/${roundId}/publication?done=publication-announced`, 303)
    return notAccepted(reply, publicationPage({ ...page, typed, mistakes: done.mistakes }))
  })

  const ofOne = { ...sent, params: params.extend({ announcementId: AnnouncementId }) }
  app.post(`${path}/:announcementId/withdraw`, { schema: ofOne }, async (request, reply) => {
    const { roundId, announcementId } = request.params
    const page = await read(request, roundId)
    if (!page.announcements.some(({ id }) => id === announcementId))
      throw problems.notFound({ what: 'announcement' })
    const typed = { reason: typedIn(request.body, 'reason') ?? '' }
    const form = readForm(WithdrawAnnouncement, { announcementId, ...typed })
    const done = form.ok
      ? await attempt(() => withdrawAnnouncement(contextFor(request), form.input), 'reason')
      : form
    if (done.ok) return reply.redirect(`/rounds/${roundId}/publication?done=publication-withdrawn`, 303)
    return notAccepted(reply, publicationPage({ ...page, typed, mistakes: done.mistakes }))
  })
}
