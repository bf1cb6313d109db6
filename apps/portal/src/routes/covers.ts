import { transact } from '@rollcall/actions/context'
import { endCover } from '@rollcall/actions/end-cover'
import { NameCover, nameCover } from '@rollcall/actions/name-cover'
import { listCovers } from '@rollcall/database/covers'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { CoverId, MembershipId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { Paging, paged, pageOf, readCursor } from '../paging.ts'

const Cover = z.object({
  coverId: CoverId,
  membershipId: MembershipId.describe('Of whoever is away'),
  away: z.string().describe('Their name'),
  coverMembershipId: MembershipId.describe('Of whoever stands in'),
  standIn: z.string().describe('Their name'),
  fromOn: CalendarDate,
  untilOn: CalendarDate,
  authority: z.object({ code: z.string(), name: z.string() }).nullable().describe('Null in the office'),
})

/** Who stands in for whom while they are away. */
export function coverRoutes(app: App, contextFor: ContextFor): void {
  const tags = ['people']

  app.get(
    '/covers',
    {
      schema: {
        tags,
        summary: 'Who stands in for whom, now and later: in your authority, or everywhere for the office',
        querystring: Paging,
        response: { 200: pageOf(Cover) },
      },
    },
    async (request) => {
      const context = contextFor(request)
      const { limit, cursor } = request.query
      const after = readCursor(CoverId, cursor)
      const rows = await transact(context, (trx) =>
        listCovers(trx, context.today, { limit: limit + 1, after }),
      )
      const { items, nextCursor } = paged(rows, limit, ({ id }) => id)
      return {
        items: items.map(({ id: coverId, awayName: away, standInId, authorityCode: code, ...cover }) => ({
          ...{ ...cover, coverId, away, coverMembershipId: standInId },
          authority: code !== null && cover.authority !== null ? { code, name: cover.authority } : null,
        })),
        nextCursor,
      }
    },
  )

  app.post(
    '/memberships/:membershipId/covers',
    {
      schema: {
        tags,
        summary: 'Has somebody stand in for a colleague: they get the same e-mails on these days',
        params: z.object({ membershipId: MembershipId }),
        body: NameCover.omit({ membershipId: true }),
        response: { 201: z.object({ coverId: CoverId }) },
      },
    },
    async (request, reply) =>
      reply.status(201).send(await nameCover(contextFor(request), { ...request.params, ...request.body })),
  )

  app.post(
    '/covers/:coverId/ending',
    {
      schema: {
        tags,
        summary: 'Ends it, from now on',
        params: z.object({ coverId: CoverId }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await endCover(contextFor(request), request.params)
      return reply.status(204).send(null)
    },
  )
}
