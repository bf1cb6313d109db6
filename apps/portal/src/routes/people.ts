import { transact } from '@rollcall/actions/context'
import { HandOverWork, handOverWork } from '@rollcall/actions/hand-over-work'
import { InvitePerson, invitePerson } from '@rollcall/actions/invite-person'
import { removePerson } from '@rollcall/actions/remove-person'
import { listPeople } from '@rollcall/database/people'
import { MembershipId, PersonId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { Paging, paged, pageOf, readCursor } from '../paging.ts'

const Person = z.object({
  membershipId: MembershipId,
  role: z.enum(['officer', 'signatory', 'analyst', 'approver']),
  personId: PersonId,
  name: z.string(),
  email: z.string(),
  authority: z.object({ code: z.string(), name: z.string() }).nullable().describe('Null in the office'),
  invitedAt: z.date(),
})

export function peopleRoutes(app: App, contextFor: ContextFor): void {
  const tags = ['people']
  const params = z.object({ membershipId: MembershipId })

  app.get(
    '/people',
    {
      schema: {
        tags,
        summary: 'Who has which role: of your authority, or everybody for the office',
        querystring: Paging,
        response: { 200: pageOf(Person) },
      },
    },
    async (request) => {
      const { limit, cursor } = request.query
      const after = readCursor(MembershipId, cursor)
      const rows = await transact(contextFor(request), (trx) => listPeople(trx, { limit: limit + 1, after }))
      const { items, nextCursor } = paged(rows, limit, ({ membershipId }) => membershipId)
      return {
        items: items.map(({ authorityCode: code, authority: name, ...person }) => ({
          ...person,
          authority: code !== null && name !== null ? { code, name } : null,
        })),
        nextCursor,
      }
    },
  )

  app.post(
    '/people',
    {
      schema: {
        tags,
        summary: 'Invites a person to a role',
        body: InvitePerson,
        response: { 201: z.object({ membershipId: MembershipId }) },
      },
    },
    async (request, reply) => reply.status(201).send(await invitePerson(contextFor(request), request.body)),
  )

  app.post(
    '/memberships/:membershipId/removal',
    { schema: { tags, summary: 'Ends one role of a person, at once', params, response: { 204: z.null() } } },
    async (request, reply) => {
      await removePerson(contextFor(request), request.params)
      return reply.status(204).send(null)
    },
  )

  app.post(
    '/memberships/:membershipId/hand-over',
    {
      schema: {
        tags,
        summary: 'Ends a role and leaves what is outstanding to another person who has the same',
        params,
        body: HandOverWork.omit({ membershipId: true }),
        response: { 200: z.object({ outstanding: z.number().describe('How many data requests that is') }) },
      },
    },
    async (request) => handOverWork(contextFor(request), { ...request.params, ...request.body }),
  )
}
