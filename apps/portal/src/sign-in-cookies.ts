import type { CookieSerializeOptions } from '@fastify/cookie'
import { signInMinutes } from '@rollcall/domain/sign-in'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { sessionCookie } from './authentication.ts'
import { ownPath } from './own-path.ts'

/** What a browser is given while its person signs in. */
export interface SignInCookies {
  readonly session: string
  /** That it asked for an e-mail, and where it was going. */
  keepAsked(reply: FastifyReply, browserToken: string, next: string): void
  asked(request: FastifyRequest): { readonly browserToken: string; readonly next: string } | undefined
  /** What it needs to know when it comes back from an organisation's own service, sealed. */
  keepJourney(reply: FastifyReply, sealed: string): void
  journey(request: FastifyRequest): string | undefined
  /** The session of whoever is signed in now, in place of all that. */
  keepSession(reply: FastifyReply, session: { readonly sessionToken: string; readonly endsAt: Date }): void
  forgetJourney(reply: FastifyReply): void
  forgetSession(reply: FastifyReply): void
}

export function signInCookies(portalUrl: string): SignInCookies {
  const session = sessionCookie(portalUrl)
  const [asked, journey] = [`${session}-asked`, `${session}-journey`]
  // Lax: whoever follows a link in an e-mail, or comes back from their organisation, comes from elsewhere.
  const options: CookieSerializeOptions = {
    path: '/',
    httpOnly: true,
    secure: portalUrl.startsWith('https:'),
    sameSite: 'lax',
  }
  const brief = { ...options, maxAge: signInMinutes * 60 }
  return {
    session,
    keepAsked: (reply, browserToken, next) => {
      reply.setCookie(asked, `${browserToken}.${Buffer.from(next).toString('base64url')}`, brief)
    },
    asked: ({ cookies }) => {
      const [browserToken, next] = cookies[asked]?.split('.') ?? []
      if (browserToken === undefined || next === undefined) return undefined
      return { browserToken, next: ownPath(Buffer.from(next, 'base64url').toString(), portalUrl) }
    },
    keepJourney: (reply, sealed) => {
      reply.setCookie(journey, sealed, brief)
    },
    journey: ({ cookies }) => cookies[journey],
    keepSession: (reply, { sessionToken, endsAt }) => {
      reply
        .setCookie(session, sessionToken, { ...options, expires: endsAt })
        .clearCookie(asked, options)
        .clearCookie(journey, options)
    },
    forgetJourney: (reply) => {
      reply.clearCookie(journey, options)
    },
    forgetSession: (reply) => {
      reply.clearCookie(session, options)
    },
  }
}
