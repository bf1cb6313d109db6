import { changeRole } from '@rollcall/actions/change-role'
import { endOfficeSession } from '@rollcall/actions/end-office-session'
import { readColleague } from '@rollcall/actions/read-colleagues'
import { readOfficeSessions } from '@rollcall/actions/read-office-sessions'
import { MembershipId, SessionId } from '@rollcall/domain/ids'
import { mustBeOfOffice, mustNotBeLast } from '@rollcall/domain/membership'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type App, askerOf, type ContextFor } from '../app.ts'
import { inOffice } from '../in-office.ts'
import { attempt, DoneQuery, FormBody, notAccepted, PageQuery } from '../page-forms.ts'
import { officeSessionsPage } from '../pages/office-sessions-page.ts'
import { rolePage } from '../pages/role-page.ts'
import { readerOf } from '../reader.ts'

const Person = z.object({ membershipId: MembershipId })
const Session = z.object({ sessionId: SessionId })

/** The office's own people: their roles, and where they are signed in. */
export function officePeoplePageRoutes(app: App, contextFor: ContextFor): void {
  const posted = { hide: true, querystring: PageQuery, body: FormBody }

  app.get('/people/:membershipId/role', { schema: { hide: true, params: Person } }, async (request) =>
    rolePage({ reader: readerOf(request), ...(await toChange(request, request.params.membershipId)) }),
  )

  app.post(
    '/people/:membershipId/role',
    { schema: { ...posted, params: Person } },
    async (request, reply) => {
      const { membershipId } = request.params
      const asked = await toChange(request, membershipId)
      const done = await attempt(() => changeRole(contextFor(request), { membershipId, role: asked.role }))
      if (done.ok) return reply.redirect('/people?done=role-changed', 303)
      const { mistakes } = done
      return notAccepted(reply, rolePage({ reader: readerOf(request), ...asked, mistakes }))
    },
  )

  app.get('/people/sessions', { schema: { hide: true, querystring: DoneQuery } }, async (request) => {
    inOffice(request)
    return officeSessionsPage({
      ...{ reader: readerOf(request), sessions: await readOfficeSessions(contextFor(request)) },
      ...{ inUse: askerOf(request).sessionId, done: request.query.done },
    })
  })

  app.post(
    '/people/sessions/:sessionId/end',
    { schema: { ...posted, params: Session } },
    async (request, reply) => {
      inOffice(request)
      await endOfficeSession(contextFor(request), request.params)
      return reply.redirect('/people/sessions?done=signed-out-there', 303)
    },
  )

  /** Whose role is to change, to what, and why it cannot. */
  async function toChange(request: FastifyRequest, membershipId: MembershipId) {
    const viewer = inOffice(request)
    mustBeAllowed(viewer, 'change a role')
    const { colleague, others } = await readColleague(contextFor(request), null, membershipId)
    const allowed = await attempt(async () => {
      mustBeOfOffice(viewer, colleague)
      mustNotBeLast(viewer, colleague, others.length)
    })
    return {
      colleague,
      role: colleague.role === 'approver' ? ('analyst' as const) : ('approver' as const),
      refusal: allowed.ok ? undefined : allowed.mistakes.map(({ words }) => String(words)).join(' '),
    }
  }
}
