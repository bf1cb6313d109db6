import { endSession } from '@rollcall/actions/end-session'
import { useSignInLink } from '@rollcall/actions/use-sign-in-link'
import { z } from 'zod'
import type { App } from '../app.ts'
import { mustBeOurPage } from '../authentication.ts'
import { handedLinkPage } from '../pages/sign-in-link-pages.ts'
import { readerOf } from '../reader.ts'
import type { SignInDesk } from '../sign-in-desk.ts'

const params = z.object({ token: z.string().min(1).max(200) })
const config = { open: true }
const schema = { hide: true }

export function signInRoutes(app: App, { portalUrl, cookies, systemContext, letIn }: SignInDesk): void {
  // Looking at a link changes nothing: mail programs open links before people do.
  app.get('/sign-in/:token', { config, schema: { ...schema, params } }, async (request) =>
    handedLinkPage(readerOf(request)),
  )

  app.post('/sign-in/:token', { config, schema: { ...schema, params } }, async (request, reply) =>
    letIn(request, reply, '/', (browser) => useSignInLink(systemContext(), { ...request.params, browser })),
  )

  app.post('/sign-out', { config, schema }, async (request, reply) => {
    mustBeOurPage(request, portalUrl)
    const sessionToken = request.cookies[cookies.session]
    if (sessionToken) await endSession(systemContext(), { sessionToken })
    cookies.forgetSession(reply)
    return reply.redirect('/', 303)
  })
}
