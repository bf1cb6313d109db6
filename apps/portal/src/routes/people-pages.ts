import type { Context } from '@rollcall/actions/context'
import { handOverWork } from '@rollcall/actions/hand-over-work'
import { inviteAgain } from '@rollcall/actions/invite-again'
import { InvitePerson, invitePerson } from '@rollcall/actions/invite-person'
import {
  type Colleague,
  invitableRoles,
  ownAuthority,
  readColleague,
  readColleagues,
} from '@rollcall/actions/read-colleagues'
import { removePerson } from '@rollcall/actions/remove-person'
import { type AuthorityId, MembershipId } from '@rollcall/domain/ids'
import { membershipProblems, mustNotBeLast } from '@rollcall/domain/membership'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import {
  attempt,
  DoneQuery,
  FormBody,
  type NotAccepted,
  notAccepted,
  PageQuery,
  readForm,
  typedIn,
} from '../page-forms.ts'
import type { Html } from '../pages/html.ts'
import { invitePage } from '../pages/invite-page.ts'
import { handOverPage, removePage, roleEndedPage } from '../pages/leaving-pages.ts'
import { peoplePage } from '../pages/people-page.ts'
import { ownPlace, type PeoplePlace } from '../pages/people-place.ts'
import { readerOf } from '../reader.ts'
import { covering } from './cover-pages.ts'

// An address may say more: whose people they are.
const params = z.looseObject({ membershipId: MembershipId })
/** What was just done, and to whom. */
export const PeopleDone = DoneQuery.extend({ who: z.string().max(40).optional().catch(undefined) })
const TypedInvitation = z.object({
  name: InvitePerson.shape.name,
  email: InvitePerson.shape.email,
  role: z.enum(['officer', 'signatory', 'analyst', 'approver'], 'Choose what they will do.'),
})
const TypedHandOver = z.object({ toMembershipId: z.uuid('Choose who takes over.').pipe(MembershipId) })

/** Whose people it is about, and in which authority they are; of the office where it is none. */
interface Where {
  readonly place: PeoplePlace
  readonly authorityId: AuthorityId | null
}

/** Who acts for one's authority, or for the office: bringing people in, and seeing them off. */
export function peoplePageRoutes(app: App, contextFor: ContextFor): void {
  const own: Whose = {
    path: '/people',
    where: async (request) => ({
      place: ownPlace(readerOf(request)),
      authorityId: ownAuthority(contextFor(request).viewer),
    }),
    listed: async (request, mistakes) => peoplePage({ ...(await allPeople(request)), mistakes }),
  }
  const allPeople = async (request: FastifyRequest) => {
    const context = contextFor(request)
    const { place, authorityId } = await own.where(request)
    return {
      ...{ reader: readerOf(request), place },
      colleagues: await readColleagues(context, authorityId),
      mayInvite: invitableRoles(context.viewer, authorityId).length > 0,
    }
  }

  app.get('/people', { schema: { hide: true, querystring: PeopleDone } }, async (request) =>
    peoplePage({ ...(await allPeople(request)), ...request.query }),
  )
  inviting(app, contextFor, own)
  leaving(app, contextFor, own)
  covering(app, contextFor, own)

  // Open to all: whoever's role has just ended is signed out.
  app.get('/role-ended', { config: { open: true }, schema: { hide: true } }, async (request) =>
    roleEndedPage(readerOf(request)),
  )
}

/** What can be done about people, wherever they are listed. */
export interface Whose {
  /** What its addresses begin with. */
  readonly path: string
  readonly where: (request: FastifyRequest) => Promise<Where>
  /** The page that lists them, where something could not be done. */
  readonly listed: (request: FastifyRequest, mistakes: NotAccepted['mistakes']) => Promise<Html>
}

/** Brings people in. */
export function inviting(app: App, contextFor: ContextFor, { path, where, listed }: Whose): void {
  const sent = { hide: true, querystring: PageQuery, body: FormBody }

  app.get(`${path}/invite`, { schema: { hide: true } }, async (request) => {
    const { place, authorityId } = await where(request)
    const roles = rolesToInvite(contextFor(request), authorityId)
    return invitePage({ reader: readerOf(request), place, roles })
  })

  app.post(`${path}/invite`, { schema: sent }, async (request, reply) => {
    const context = contextFor(request)
    const { place, authorityId } = await where(request)
    const roles = rolesToInvite(context, authorityId)
    const [name, email, role] = ['name', 'email', 'role'].map((field) => typedIn(request.body, field))
    const typed = readForm(TypedInvitation, { name: name ?? '', email: email ?? '', role })
    // What can be refused is about this address.
    const done = typed.ok
      ? await attempt(
          () => invitePerson(context, { ...typed.input, ...(authorityId !== null && { authorityId }) }),
          'email',
        )
      : typed
    if (done.ok) return reply.redirect(`${place.list}?done=invited&who=${done.value.membershipId}`, 303)
    const { mistakes } = done
    const page = { reader: readerOf(request), place, roles, typed: { name, email, role }, mistakes }
    return notAccepted(reply, invitePage(page))
  })

  app.post(`${path}/:membershipId/invite-again`, { schema: { ...sent, params } }, async (request, reply) => {
    const context = contextFor(request)
    const { place, authorityId } = await where(request)
    const { membershipId } = request.params
    await readColleague(context, authorityId, membershipId)
    const done = await attempt(() => inviteAgain(context, { membershipId }))
    if (done.ok) return reply.redirect(`${place.list}?done=invited-again&who=${membershipId}`, 303)
    return notAccepted(reply, await listed(request, done.mistakes))
  })
}

/** Sees people off. */
export function leaving(app: App, contextFor: ContextFor, { path, where }: Whose): void {
  const sent = { hide: true, params, querystring: PageQuery, body: FormBody }
  const toRemove = async (request: FastifyRequest, membershipId: MembershipId) => {
    const context = contextFor(request)
    const { place, authorityId } = await where(request)
    mustBeAllowed(context.viewer, 'remove a person')
    return { place, ...(await readColleague(context, authorityId, membershipId)) }
  }
  const toHandOver = async (request: FastifyRequest, membershipId: MembershipId) => {
    const context = contextFor(request)
    const { place, authorityId } = await where(request)
    return { place, ...mustHandOver(context, await readColleague(context, authorityId, membershipId)) }
  }

  app.get(`${path}/:membershipId/remove`, { schema: { hide: true, params } }, async (request) => {
    const leaver = await toRemove(request, request.params.membershipId)
    const refusal = await refusalOf(contextFor(request), leaver)
    return removePage({ reader: readerOf(request), ...leaver, refusal })
  })

  app.post(`${path}/:membershipId/remove`, { schema: sent }, async (request, reply) => {
    const context = contextFor(request)
    const { membershipId } = request.params
    const leaver = await toRemove(request, membershipId)
    const done = await attempt(() => removePerson(context, { membershipId }))
    if (done.ok) return gone(reply, leaver, 'removed')
    const { mistakes } = done
    const refusal = await refusalOf(context, leaver)
    return notAccepted(reply, removePage({ reader: readerOf(request), ...leaver, refusal, mistakes }))
  })

  app.get(`${path}/:membershipId/hand-over`, { schema: { hide: true, params } }, async (request) => {
    const leaver = await toHandOver(request, request.params.membershipId)
    return handOverPage({ reader: readerOf(request), ...leaver })
  })

  app.post(`${path}/:membershipId/hand-over`, { schema: sent }, async (request, reply) => {
    const context = contextFor(request)
    const { membershipId } = request.params
    const leaver = await toHandOver(request, membershipId)
    const typed = readForm(TypedHandOver, { toMembershipId: typedIn(request.body, 'toMembershipId') })
    const done = typed.ok
      ? await attempt(() => handOverWork(context, { membershipId, ...typed.input }), 'toMembershipId')
      : typed
    if (done.ok) return gone(reply, leaver, 'handed-over')
    const chosen = typedIn(request.body, 'toMembershipId')
    const { mistakes } = done
    return notAccepted(reply, handOverPage({ reader: readerOf(request), ...leaver, chosen, mistakes }))
  })
}

/** What the viewer may invite others to be; a Problem where that is nothing. */
function rolesToInvite({ viewer }: Context, authorityId: AuthorityId | null) {
  mustBeAllowed(viewer, 'invite a person')
  const roles = invitableRoles(viewer, authorityId)
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

function mustHandOver<Leaving extends { readonly colleague: Colleague }>(
  { viewer }: Context,
  leaving: Leaving,
): Leaving {
  if (leaving.colleague.mayBeHandedOver) return leaving
  throw viewer.role === 'officer' ? membershipProblems.notYourWork() : membershipProblems.officePeople()
}

/** Whoever's own role has ended is signed out, so that no page of theirs can say so. */
const gone = (
  reply: FastifyReply,
  { place, colleague }: { readonly place: PeoplePlace; readonly colleague: Colleague },
  done: string,
): FastifyReply => reply.redirect(colleague.isSelf ? '/role-ended' : `${place.list}?done=${done}`, 303)
