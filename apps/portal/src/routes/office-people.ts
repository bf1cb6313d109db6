import { ChangeRole, changeRole } from '@rollcall/actions/change-role'
import { endOfficeSession } from '@rollcall/actions/end-office-session'
import { readOfficeSessions } from '@rollcall/actions/read-office-sessions'
import { MembershipId, PersonId, SessionId } from '@rollcall/domain/ids'
import { z } from 'zod'
import { type App, askerOf, type ContextFor } from '../app.ts'

const Session = z.object({
  sessionId: SessionId,
  isInUse: z.boolean().describe('The one this was asked with'),
  personId: PersonId,
  name: z.string(),
  role: z.enum(['officer', 'signatory', 'analyst', 'approver']),
  browser: z.string().nullable().describe('The kind of browser it was begun in'),
  signedInAt: z.date(),
  lastUsedAt: z.date().describe('To the minute'),
})

/** The office's own people: their roles, and where they are signed in. */
export function officePeopleRoutes(app: App, contextFor: ContextFor): void {
  const tags = ['people']

  app.post(
    '/memberships/:membershipId/role',
    {
      schema: {
        tags,
        summary: 'Gives somebody of the office another role in place of the one they have',
        params: z.object({ membershipId: MembershipId }),
        body: ChangeRole.pick({ role: true }),
        response: { 201: z.object({ membershipId: MembershipId.describe('Of the new role') }) },
      },
    },
    async (request, reply) =>
      reply.status(201).send(await changeRole(contextFor(request), { ...request.params, ...request.body })),
  )

  app.get(
    '/office-sessions',
    {
      schema: {
        tags,
        summary: 'Who of the office is signed in now, and where',
        response: { 200: z.object({ items: z.array(Session) }) },
      },
    },
    async (request) => {
      const { sessionId: inUse } = askerOf(request)
      const sessions = await readOfficeSessions(contextFor(request))
      return {
        items: sessions.map(
          ({ id: sessionId, createdAt: signedInAt, lastSeenAt: lastUsedAt, ...session }) => ({
            ...{ sessionId, isInUse: sessionId === inUse, signedInAt, lastUsedAt },
            ...session,
          }),
        ),
      }
    },
  )

  app.post(
    '/office-sessions/:sessionId/ending',
    {
      schema: {
        tags,
        summary: 'Signs somebody of the office out of one session',
        params: z.object({ sessionId: SessionId }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await endOfficeSession(contextFor(request), request.params)
      return reply.status(204).send(null)
    },
  )
}
