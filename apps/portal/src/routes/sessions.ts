import { endOtherSessions } from '@rollcall/actions/end-other-sessions'
import { endOwnSession } from '@rollcall/actions/end-own-session'
import { readSessions } from '@rollcall/actions/read-sessions'
import { SessionId } from '@rollcall/domain/ids'
import { z } from 'zod'
import { type App, askerOf, type ContextFor } from '../app.ts'

const Session = z.object({
  sessionId: SessionId,
  isInUse: z.boolean().describe('The one this was asked with'),
  browser: z.string().nullable().describe('The kind of browser it was begun in, such as Edge on Windows'),
  role: z.enum(['officer', 'signatory', 'analyst', 'approver']).describe('What it acts as'),
  authority: z.string().nullable().describe('The name of the authority it acts for; null for the office'),
  signedInAt: z.date(),
  lastUsedAt: z.date().describe('To the minute'),
  idleEndsAt: z.date().describe('When it ends if it is not used again'),
  endsAt: z.date().describe('When it ends however much it is used'),
})

const SessionsNow = z.object({
  now: z.date().describe('By the portal’s clock'),
  items: z.array(Session),
})

/** Where somebody is signed in with a browser. Theirs alone: nobody else sees or ends a session by its id. */
export function sessionRoutes(app: App, contextFor: ContextFor): void {
  const tags = ['people']
  const params = z.object({ sessionId: SessionId })

  app.get(
    '/sessions',
    {
      // So that a page can find out how long somebody stays signed in.
      config: { isNoUse: true },
      schema: {
        tags,
        summary: 'Where you are signed in; asking this keeps no session from falling idle',
        response: { 200: SessionsNow },
      },
    },
    async (request) => {
      const context = contextFor(request)
      const sessions = await readSessions(context)
      const { sessionId: inUse } = askerOf(request)
      return {
        now: context.now,
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
    '/sessions/:sessionId/ending',
    { schema: { tags, summary: 'Signs you out of one session', params, response: { 204: z.null() } } },
    async (request, reply) => {
      await endOwnSession(contextFor(request), request.params)
      return reply.status(204).send(null)
    },
  )

  app.post(
    '/sessions/ending-of-others',
    {
      schema: {
        tags,
        summary: 'Signs you out everywhere but in the session this is asked with',
        response: { 200: z.object({ ended: z.number().describe('How many sessions that were') }) },
      },
    },
    async (request) => endOtherSessions(contextFor(request), { but: askerOf(request).sessionId }),
  )
}
