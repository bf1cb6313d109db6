import { finished } from 'node:stream'
import type { Context } from '@rollcall/actions/context'
import { endSession } from '@rollcall/actions/end-session'
import { Problem } from '@rollcall/domain/problem'
import type { Mail } from '@rollcall/platform/mail'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { App, Services } from './app.ts'
import { mustBeOurPage } from './authentication.ts'
import { browserName } from './browser-name.ts'
import { type OrganisationSignIn, organisationSignIn } from './organisation-sign-in.ts'
import { type SignInCookies, signInCookies } from './sign-in-cookies.ts'

interface Started {
  readonly sessionToken: string
  readonly endsAt: Date
}

/** What every way of signing in has to do. */
export interface SignInDesk {
  readonly portalUrl: string
  readonly cookies: SignInCookies
  /** The service people sign in with at their organisation, where there is one. */
  readonly organisation: OrganisationSignIn | undefined
  /** Acts for the portal itself: before somebody is signed in there is nobody else to act. */
  readonly systemContext: () => Context
  /** Tries to let somebody in, from a page of ours alone. Those who are refused are counted. */
  letIn(
    request: FastifyRequest,
    reply: FastifyReply,
    next: string,
    start: (browser: string | undefined) => Promise<Started>,
  ): Promise<FastifyReply>
  /** Sends a message once the answer has gone out, so that nobody learns from its time whether there was one. */
  sendAfter(reply: FastifyReply, mail: Mail | undefined): void
}

export function signInDesk(
  app: App,
  { portalUrl, mailer, log, organisation }: Pick<Services, 'portalUrl' | 'mailer' | 'log' | 'organisation'>,
  systemContext: () => Context,
): SignInDesk {
  const cookies = signInCookies(portalUrl)
  const sending = new Set<Promise<unknown>>()
  app.addHook('onClose', () => Promise.all(sending).then(() => undefined))

  const send = (mail: Mail): void => {
    const one = mailer
      .send(mail)
      .catch((error: unknown) => log.error({ err: error }, 'a message for signing in was not sent'))
      .finally(() => sending.delete(one))
    sending.add(one)
  }
  return {
    ...{ portalUrl, cookies, systemContext },
    organisation: organisation && organisationSignIn(organisation, portalUrl),
    letIn: async (request, reply, next, start) => {
      if (request.method !== 'GET') mustBeOurPage(request, portalUrl)
      const session = await start(browserName(request.headers['user-agent'])).catch(
        async (error: unknown) => {
          if (error instanceof Problem) await request.countGuess()
          throw error
        },
      )
      // Whoever was signed in in this browser no longer is, and their session is not taken over.
      const before = request.cookies[cookies.session]
      if (before) await endSession(systemContext(), { sessionToken: before })
      cookies.keepSession(reply, session)
      return reply.redirect(next, 303)
    },
    sendAfter: (reply, mail) => {
      if (mail) finished(reply.raw, () => send(mail))
    },
  }
}
