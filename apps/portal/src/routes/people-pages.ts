import type { Context } from '@rollcall/actions/context'
import { handOverWork } from '@rollcall/actions/hand-over-work'
import { inviteAgain } from '@rollcall/actions/invite-again'
import { InvitePerson, invitePerson } from '@rollcall/actions/invite-person'
import {
  type Colleague,
  invitableRoles,
  readColleague,
  readColleagues,
} from '@rollcall/actions/read-colleagues'
import { removePerson } from '@rollcall/actions/remove-person'
import { MembershipId } from '@rollcall/domain/ids'
import { membershipProblems, mustNotBeLast } from '@rollcall/domain/membership'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { attempt, DoneQuery, FormBody, notAccepted, PageQuery, readForm, typedIn } from '../page-forms.ts'
import { invitePage } from '../pages/invite-page.ts'
import { handOverPage, removePage, roleEndedPage } from '../pages/leaving-pages.ts'
import { peoplePage } from '../pages/people-page.ts'
import { readerOf } from '../reader.ts'

const params = z.object({ membershipId: MembershipId })
/** What was just done, and to whom. */
const Done = DoneQuery.extend({ who: z.string().max(40).optional().catch(undefined) })
const TypedInvitation = z.object({
  name: InvitePerson.shape.name,
  email: InvitePerson.shape.email,
  role: z.enum(['officer', 'signatory', 'analyst', 'approver'], 'Choose what they will do.'),
})
const TypedHandOver = z.object({ toMembershipId: z.uuid('Choose who takes over.').pipe(MembershipId) })

/** Who acts for one's authority: bringing people in, and seeing them off. */
export function peoplePageRoutes(app: App, contextFor: ContextFor): void {
  const sent = { hide: true, params, querystring: PageQuery, body: FormBody }
  const allPeople = async (request: FastifyRequest) => {
    const context = contextFor(request)
    return {
      ...{ reader: readerOf(request), colleagues: await readColleagues(context) },
      mayInvite: invitableRoles(context.viewer).length > 0,
    }
  }

  app.get('/people', { schema: { hide: true, querystring: Done } }, async (request) => {
    return peoplePage({ ...(await allPeople(request)), ...request.query })
  })

  app.get('/people/invite', { schema: { hide: true } }, async (request) =>
    invitePage({ reader: readerOf(request), roles: rolesToInvite(contextFor(request)) }),
  )

  app.post(
    '/people/invite',
    { schema: { hide: true, querystring: PageQuery, body: FormBody } },
    async (request, reply) => {
      const context = contextFor(request)
      const roles = rolesToInvite(context)
      const [name, email, role] = ['name', 'email', 'role'].map((field) => typedIn(request.body, field))
      const typed = readForm(TypedInvitation, { name: name ?? '', email: email ?? '', role })
      // What can be refused is about this address.
      const done = typed.ok ? await attempt(() => invitePerson(context, typed.input), 'email') : typed
      if (done.ok) return reply.redirect(`/people?done=invited&who=${done.value.membershipId}`, 303)
      const { mistakes } = done
      return notAccepted(
        reply,
        invitePage({ reader: readerOf(request), roles, typed: { name, email, role }, mistakes }),
      )
    },
  )

  app.post('/people/:membershipId/invite-again', { schema: sent }, async (request, reply) => {
    const { membershipId } = request.params
    const context = contextFor(request)
    const done = await attempt(() => inviteAgain(context, { membershipId }))
    if (done.ok) return reply.redirect(`/people?done=invited-again&who=${membershipId}`, 303)
    return notAccepted(reply, peoplePage({ ...(await allPeople(request)), mistakes: done.mistakes }))
  })

  app.get('/people/:membershipId/remove', { schema: { hide: true, params } }, async (request) => {
    const context = contextFor(request)
    mustBeAllowed(context.viewer, 'remove a person')
    const leaving = await readColleague(context, request.params.membershipId)
    return removePage({ reader: readerOf(request), ...leaving, refusal: await refusalOf(context, leaving) })
  })

  app.post('/people/:membershipId/remove', { schema: sent }, async (request, reply) => {
    const context = contextFor(request)
    mustBeAllowed(context.viewer, 'remove a person')
    const leaving = await readColleague(context, request.params.membershipId)
    const done = await attempt(() => removePerson(context, request.params))
    if (done.ok) return gone(reply, leaving.colleague, 'removed')
    const { mistakes } = done
    const refusal = await refusalOf(context, leaving)
    return notAccepted(reply, removePage({ reader: readerOf(request), ...leaving, refusal, mistakes }))
  })

  app.get('/people/:membershipId/hand-over', { schema: { hide: true, params } }, async (request) => {
    const leaving = await toHandOver(contextFor(request), request.params.membershipId)
    return handOverPage({ reader: readerOf(request), ...leaving })
  })

  app.post('/people/:membershipId/hand-over', { schema: sent }, async (request, reply) => {
    const context = contextFor(request)
    const { membershipId } = request.params
    const leaving = await toHandOver(context, membershipId)
    const typed = readForm(TypedHandOver, { toMembershipId: typedIn(request.body, 'toMembershipId') })
    const done = typed.ok
      ? await attempt(() => handOverWork(context, { membershipId, ...typed.input }), 'toMembershipId')
      : typed
    if (done.ok) return gone(reply, leaving.colleague, 'handed-over')
    const chosen = typedIn(request.body, 'toMembershipId')
    const { mistakes } = done
    return notAccepted(reply, handOverPage({ reader: readerOf(request), ...leaving, chosen, mistakes }))
  })

  // Open to all: whoever's role has just ended is signed out.
  app.get('/role-ended', { config: { open: true }, schema: { hide: true } }, async (request) =>
    roleEndedPage(readerOf(request)),
  )
}

/** What the viewer may invite others to be; a Problem where that is nothing. */
function rolesToInvite({ viewer }: Context) {
  mustBeAllowed(viewer, 'invite a person')
  const roles = invitableRoles(viewer)
  if (roles.length === 0) throw membershipProblems.officePeople()
  return roles
}

/** Why somebody cannot be removed, told before anybody presses the button. */
async function refusalOf(
  { viewer }: Context,
  { colleague, others }: { readonly colleague: Colleague; readonly others: readonly Colleague[] },
): Promise<string | undefined> {
  if (!colleague.mayBeRemoved) throw membershipProblems.officePeople()
  const allowed = await attempt(async () => mustNotBeLast(viewer, colleague, others.length))
  return allowed.ok ? undefined : allowed.mistakes.map(({ words }) => String(words)).join(' ')
}

async function toHandOver(context: Context, membershipId: MembershipId) {
  const leaving = await readColleague(context, membershipId)
  if (leaving.colleague.mayBeHandedOver) return leaving
  throw context.viewer.role === 'officer'
    ? membershipProblems.notYourWork()
    : membershipProblems.officePeople()
}

/** Whoever's own role has ended is signed out, so that no page of theirs can say so. */
const gone = (reply: FastifyReply, { isSelf }: Colleague, done: string): FastifyReply =>
  reply.redirect(isSelf ? '/role-ended' : `/people?done=${done}`, 303)
