import { chooseDigest } from '@rollcall/actions/choose-digest'
import { type Context, transact } from '@rollcall/actions/context'
import { endOtherSessions } from '@rollcall/actions/end-other-sessions'
import { endOwnSession } from '@rollcall/actions/end-own-session'
import { readSessions } from '@rollcall/actions/read-sessions'
import { switchMembership } from '@rollcall/actions/switch-membership'
import { getPersonWithMemberships } from '@rollcall/database/askers'
import { wantsDigest } from '@rollcall/database/digests'
import { MembershipId, SessionId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import { sessionProblems } from '@rollcall/domain/session'
import { z } from 'zod'
import { type App, askerOf, type ContextFor, type Services } from '../app.ts'
import { inOffice } from '../in-office.ts'
import { ownPath } from '../own-path.ts'
import { DoneQuery, FormBody, PageQuery, typedIn } from '../page-forms.ts'
import { accountPage } from '../pages/account-page.ts'
import { doneWords } from '../pages/done.ts'
import { membershipsPage, readyPage } from '../pages/memberships-page.ts'
import { readerOf } from '../reader.ts'

/** What a person sees and does of their own account. */
export function accountRoutes(app: App, { portalUrl }: Services, contextFor: ContextFor): void {
  const personOf = (request: Parameters<ContextFor>[0]) =>
    transact(contextFor(request), (trx) => getPersonWithMemberships(trx, askerOf(request).viewer))

  app.get('/account', { schema: { hide: true, querystring: DoneQuery } }, async (request) => {
    const sessions = await readSessions(contextFor(request))
    return accountPage({
      ...{ reader: readerOf(request), ...(await personOf(request)), sessions },
      ...{ inUse: askerOf(request).sessionId, done: doneWords(request.query.done) },
      wantsDigest: await digestChoiceOf(contextFor(request)),
    })
  })

  app.post(
    '/account/digest',
    { schema: { hide: true, querystring: PageQuery, body: FormBody } },
    async (request, reply) => {
      inOffice(request)
      const isWanted = typedIn(request.body, 'isWanted') === 'yes'
      await chooseDigest(contextFor(request), { isWanted })
      return reply.redirect(`/account?done=${isWanted ? 'digest-wanted' : 'digest-stopped'}`, 303)
    },
  )

  const params = z.object({ sessionId: SessionId })
  app.post(
    '/account/sessions/:sessionId/end',
    { schema: { hide: true, params, querystring: PageQuery, body: FormBody } },
    async (request, reply) => {
      await endOwnSession(contextFor(request), request.params)
      return reply.redirect('/account?done=ended', 303)
    },
  )

  app.post(
    '/account/sessions/end-others',
    { schema: { hide: true, querystring: PageQuery, body: FormBody } },
    async (request, reply) => {
      await endOtherSessions(contextFor(request), { but: askerOf(request).sessionId })
      return reply.redirect('/account?done=others-ended', 303)
    },
  )

  app.get('/account/memberships', { schema: { hide: true } }, async (request) => {
    const { memberships } = await personOf(request)
    return membershipsPage({
      ...{ reader: readerOf(request), memberships, inUse: askerOf(request).membershipId },
    })
  })

  app.post('/account/memberships', { schema: { hide: true, body: FormBody } }, async (request, reply) => {
    const { body } = request
    const membershipId = MembershipId.safeParse(typedIn(body, 'membershipId'))
    if (!membershipId.success) throw problems.notFound({ what: 'membership' })
    const { sessionId } = askerOf(request)
    if (sessionId === undefined) throw sessionProblems.sessionsOfPeople()
    await switchMembership(contextFor(request), { sessionId, membershipId: membershipId.data })
    return reply.redirect(ownPath(typedIn(body, 'next'), portalUrl), 303)
  })

  app.get('/account/ready', { schema: { hide: true } }, async (request) => readyPage(readerOf(request)))
}

/** What somebody of the office chose about the digest; to people of authorities it is nothing. */
const digestChoiceOf = async (context: Context): Promise<boolean | undefined> => {
  const { viewer } = context
  if (viewer.role !== 'analyst' && viewer.role !== 'approver') return undefined
  return await transact(context, (trx) => wantsDigest(trx, viewer.personId))
}
