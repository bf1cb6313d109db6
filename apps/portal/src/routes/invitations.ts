import { askWithInvitation } from '@rollcall/actions/ask-with-invitation'
import { inviteAgain } from '@rollcall/actions/invite-again'
import { readInvitation } from '@rollcall/actions/read-invitation'
import { inRole } from '@rollcall/actions/role-words'
import { MembershipId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { mustBeOurPage } from '../authentication.ts'
import { formsMayLeadAway } from '../forms-may-lead-away.ts'
import { invitationPage } from '../pages/invitation-page.ts'
import { readerOf } from '../reader.ts'
import type { SignInDesk } from '../sign-in-desk.ts'
import { sendToOrganisation } from './sign-in-with-organisation.ts'

const params = z.object({ token: z.string().min(1).max(200) })
const config = { open: true }
const schema = { hide: true, params }

/** The pages that the link of an invitation leads to. */
export function invitationPageRoutes(app: App, desk: SignInDesk): void {
  const { portalUrl, cookies, organisation, systemContext, sendAfter } = desk

  // Looking changes nothing: mail programs open links before people do.
  app.get('/invitations/:token', { config, schema }, async (request, reply) => {
    const { token } = request.params
    const { role, authority, ...invitation } = await readInvitation(systemContext(), token)
    formsMayLeadAway(reply, organisation)
    return invitationPage({
      ...invitation,
      role: inRole({ role, authority }),
      reader: readerOf(request),
      path: `/invitations/${encodeURIComponent(token)}`,
      hasOrganisation: organisation !== undefined,
    })
  })

  app.post('/invitations/:token/code', { config, schema }, async (request, reply) => {
    mustBeOurPage(request, portalUrl)
    const asking = { ip: request.ip, portalUrl }
    const { mail, browserToken } = await askWithInvitation(systemContext(), asking, request.params.token)
    sendAfter(reply, mail)
    cookies.keepAsked(reply, browserToken, '/')
    return reply.redirect('/sign-in/code', 303)
  })

  app.post('/invitations/:token/organisation', { config, schema }, async (request, reply) => {
    mustBeOurPage(request, portalUrl)
    const { token: invitation } = request.params
    await readInvitation(systemContext(), invitation)
    return await sendToOrganisation(reply, desk, { next: '/', invitation })
  })
}

export function invitationRoutes(app: App, contextFor: ContextFor): void {
  app.post(
    '/memberships/:membershipId/invitation',
    {
      schema: {
        tags: ['people'],
        summary: 'Sends a person their invitation again, with a new link in place of the one before',
        params: z.object({ membershipId: MembershipId }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await inviteAgain(contextFor(request), request.params)
      return reply.status(204).send(null)
    },
  )
}
