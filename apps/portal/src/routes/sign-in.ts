import type { Context } from '@rollcall/actions/context'
import { endSession } from '@rollcall/actions/end-session'
import { useSignInLink } from '@rollcall/actions/use-sign-in-link'
import { Problem } from '@rollcall/domain/problem'
import { z } from 'zod'
import type { App, Services } from '../app.ts'
import { mustBeOurPage, sessionCookie } from '../authentication.ts'
import { browserName } from '../browser-name.ts'
import { signInPage } from '../pages/sign-in-page.ts'
import { readerOf } from '../reader.ts'

const params = z.object({ token: z.string().min(1).max(200) })

/** `systemContext` acts for the portal itself: before somebody is signed in there is nobody else to act. */
export function signInRoutes(app: App, { portalUrl }: Services, systemContext: () => Context): void {
  const cookie = sessionCookie(portalUrl)
  const isSecure = portalUrl.startsWith('https:')
  const schema = { hide: true }

  // Looking at a link changes nothing: mail programs open links before people do.
  app.get('/sign-in/:token', { config: { open: true }, schema: { ...schema, params } }, async (request) =>
    signInPage(readerOf(request)),
  )

  app.post(
    '/sign-in/:token',
    { config: { open: true }, schema: { ...schema, params } },
    async (request, reply) => {
      mustBeOurPage(request, portalUrl)
      const { sessionToken, endsAt } = await useSignInLink(systemContext(), {
        ...request.params,
        browser: browserName(request.headers['user-agent']),
      }).catch(async (error: unknown) => {
        if (error instanceof Problem) await request.countGuess()
        throw error
      })
      return reply
        .setCookie(cookie, sessionToken, {
          path: '/',
          httpOnly: true,
          secure: isSecure,
          sameSite: 'lax',
          expires: endsAt,
        })
        .redirect('/', 303)
    },
  )

  app.post('/sign-out', { config: { open: true }, schema }, async (request, reply) => {
    mustBeOurPage(request, portalUrl)
    const sessionToken = request.cookies[cookie]
    if (sessionToken) await endSession(systemContext(), { sessionToken })
    return reply.clearCookie(cookie, { path: '/', httpOnly: true, secure: isSecure }).redirect('/', 303)
  })
}
