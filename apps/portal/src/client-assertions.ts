import { createHash } from 'node:crypto'
import { findClient } from '@rollcall/database/askers'
import { useUpAssertion } from '@rollcall/database/idempotency-keys'
import { asViewer } from '@rollcall/database/transaction'
import { ClientId, type MembershipId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { decodeJwt, errors, importJWK, type JWK, type JWTPayload, jwtVerify } from 'jose'
import { z } from 'zod'
import type { Services } from './app.ts'

/** How far ahead an assertion may expire, and by how much clocks may differ, in seconds. */
const limits = { expiresWithin: 300, clocksDiffer: 10 } as const

/** As a UUID has them, say: what is not of these might be kept as something else. */
const Jti = z.string().regex(/^[\x20-\x7e]{1,200}$/)

/** Why a client is not believed, for the people who write it. */
export class AssertionRefused extends Error {
  override readonly name = 'AssertionRefused'
}

/**
 * The client that made this assertion (RFC 7523 section 3): signed with its own key, for this portal, about to expire, and never seen
 * before by any portal.
 */
export async function clientOfAssertion(
  { db, clock, portalUrl }: Pick<Services, 'db' | 'clock' | 'portalUrl'>,
  assertion: string,
): Promise<{ readonly clientId: ClientId; readonly membershipId: MembershipId }> {
  const now = clock.now()
  const clientId = ClientId.safeParse(claimsOf(assertion).sub)
  const client = clientId.success
    ? await asViewer(db, system, (trx) => findClient(trx, clientId.data))
    : undefined
  if (!clientId.success || !client) throw new AssertionRefused('No client has the id in sub.')

  const claims = await verified(assertion, client.publicJwk as JWK, { now, portalUrl })
  if (claims.iss !== claims.sub) throw new AssertionRefused('iss and sub must both be the id of the client.')
  const lasts = (claims.exp ?? 0) - now.getTime() / 1000
  if (lasts > limits.expiresWithin + limits.clocksDiffer)
    throw new AssertionRefused('exp must be at most five minutes ahead.')
  const jti = Jti.safeParse(claims.jti).data
  if (jti === undefined) throw new AssertionRefused('jti must have 1 to 200 letters, digits and signs.')

  const hash = createHash('sha256').update(assertion).digest('hex')
  const isFirst = await asViewer(db, system, (trx) => useUpAssertion(trx, clientId.data, { jti, hash, now }))
  if (!isFirst) throw new AssertionRefused('This jti was used before. Make a new assertion for each token.')
  return { clientId: clientId.data, membershipId: client.membershipId }
}

async function verified(
  assertion: string,
  publicJwk: JWK,
  { now, portalUrl }: { readonly now: Date; readonly portalUrl: string },
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(assertion, await importJWK(publicJwk, 'ES256'), {
      algorithms: ['ES256'],
      audience: [portalUrl, `${portalUrl}/api/v1/token`],
      requiredClaims: ['iss', 'sub', 'exp', 'jti'],
      clockTolerance: limits.clocksDiffer,
      currentDate: now,
    })
    return payload
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new AssertionRefused(reasonOf(error), { cause: error })
    throw error
  }
}

function reasonOf(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'The assertion has expired.'
  if (error instanceof errors.JWTClaimValidationFailed) return `${error.claim} is missing or wrong.`
  if (error instanceof errors.JOSEAlgNotAllowed) return 'The assertion must be signed with ES256.'
  return 'The assertion is not signed with the key that was registered for this client.'
}

function claimsOf(assertion: string): JWTPayload {
  try {
    return decodeJwt(assertion)
  } catch (error) {
    throw new AssertionRefused('client_assertion is not a JWT.', { cause: error })
  }
}
