import { findSession } from '@rollcall/database/sessions'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import { tokenHash } from '@rollcall/platform/token'
import type { FastifyRequest } from 'fastify'
import { decodeJwt } from 'jose'
import { accessTokenReader } from './access-tokens.ts'
import type { Asker, Services } from './app.ts'
import { signInProblems } from './sign-in-problems.ts'
import { type SignInService, signInService } from './sign-in-service.ts'

type Given = Pick<Services, 'db' | 'keys' | 'clock' | 'portalUrl'> & {
  /** The service that people sign in with, where there is one. */
  readonly service?: SignInService | undefined
}

/** Finds who sent a request: by the access token of a client, by a token of the sign-in service, or by the cookie of a session. */
export function authentication(given: Given): Services['authenticate'] {
  const { db, clock, portalUrl, service } = given
  const askerOfAccessToken = accessTokenReader(given)
  const askerOfService = service && signInService(given, service)

  const byToken = async (token: string, request: FastifyRequest): Promise<Asker> => {
    const issuer = issuerOf(token)
    if (issuer === portalUrl) return await askerOfAccessToken(token)
    if (!askerOfService || issuer !== service?.issuer) throw signInProblems.tokenWrong()
    return await askerOfService(token, request.headers['rollcall-membership']?.toString())
  }

  const bySession = async (token: string, request: FastifyRequest): Promise<Asker | undefined> => {
    const session = await asViewer(db, system, (trx) =>
      findSession(trx, tokenHash(token, 'session'), clock.now(), {
        isUse: request.routeOptions.config.isNoUse !== true && request.headers['x-rollcall'] !== 'by-itself',
      }),
    )
    if (session === undefined) return undefined
    if (!isSafe(request.method)) mustBeOurPage(request, portalUrl)
    const { id: sessionId, viewer, membershipId, name, authority, hasOthers, endsAt } = session
    return {
      viewer,
      membershipId,
      sessionId,
      person: { name, role: viewer.role, authority, hasOthers, signedInUntil: endsAt },
    }
  }

  return async (request) => {
    const bearer = /^Bearer +([\w.~+/=-]+) *$/i.exec(request.headers.authorization ?? '')?.[1]
    if (bearer !== undefined) return await byToken(bearer, request)
    // Another way to say who one is, or one that cannot be read, is told so rather than passed over.
    if (request.headers.authorization !== undefined) throw signInProblems.tokenWrong()
    const cookie = request.cookies[sessionCookie(portalUrl)]
    return cookie ? await bySession(cookie, request) : undefined
  }
}

/** The session's cookie. With the prefix a browser takes it from this host alone, over TLS; a portal on this machine has none. */
export const sessionCookie = (portalUrl: string): string =>
  portalUrl.startsWith('https:') ? '__Host-rollcall' : 'rollcall'

/** Refuses what another site made somebody's browser send. Scripts of ours say one thing more. */
export function mustBeOurPage(request: FastifyRequest, portalUrl: string): void {
  const { 'x-rollcall': ours } = request.headers
  // As the route has it: in what was sent, letters may be written in other ways.
  const needsHeader = request.routeOptions.url?.startsWith('/api/') ?? true
  if (!isFromOurPage(request, portalUrl) || (needsHeader && ours === undefined))
    throw signInProblems.crossSite()
}

/** Whether a page of ours sent this: a browser says where it comes from. */
export function isFromOurPage({ headers }: FastifyRequest, portalUrl: string): boolean {
  const { origin, 'sec-fetch-site': site } = headers
  // A browser that keeps to itself where it comes from says Origin: null.
  const isUnsaid = origin === undefined || origin === 'null'
  return isUnsaid ? site === 'same-origin' : origin === portalUrl
}

const isSafe = (method: string): boolean => ['GET', 'HEAD', 'OPTIONS'].includes(method)

function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss
  } catch {
    throw signInProblems.tokenWrong()
  }
}
