import { findIdentity } from '@rollcall/database/askers'
import { asViewer } from '@rollcall/database/transaction'
import type { MembershipId } from '@rollcall/domain/ids'
import { system, viewerOf } from '@rollcall/domain/viewer'
import { createRemoteJWKSet, errors, jwtVerify } from 'jose'
import { z } from 'zod'
import { refuse } from './access-tokens.ts'
import type { Asker, Services } from './app.ts'
import { identityOf } from './identity-of.ts'
import { signInProblems } from './sign-in-problems.ts'

/** A service outside that people sign in with, by OpenID Connect. */
export interface SignInService {
  readonly issuer: string
  readonly audience: string
}

// Signatures only, and none that is made with a shared secret.
const algorithms = ['ES256', 'ES384', 'ES512', 'PS256', 'PS384', 'PS512', 'RS256', 'RS384', 'RS512', 'EdDSA']

const Discovery = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) })

type KeySet = ReturnType<typeof createRemoteJWKSet>
type Wanted = string | undefined

/** Finds whose token of the sign-in service it is, and which of their memberships they act as. */
export function signInService(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  { issuer, audience }: SignInService,
): (token: string, wanted: Wanted) => Promise<Asker> {
  let keySet: Promise<KeySet> | undefined
  const keysOfIssuer = (): Promise<KeySet> => {
    keySet ??= discover(issuer).catch((error: unknown) => {
      keySet = undefined
      throw error
    })
    return keySet
  }

  return async (token, wanted) => {
    const keys = await keysOfIssuer()
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms,
      requiredClaims: ['sub', 'exp'],
      clockTolerance: 10,
      currentDate: clock.now(),
    }).catch(refuseOrWait)
    const found = await asViewer(db, system, (trx) => findIdentity(trx, identityOf(issuer, payload)))
    if (found === undefined || found.memberships.length === 0) throw signInProblems.notAMember()
    const { id, role, authorityId } = chosen(found.memberships, wanted)
    return { viewer: viewerOf({ role, authorityId, personId: found.personId }), membershipId: id }
  }
}

interface Choice {
  readonly id: MembershipId
  readonly role: string
  readonly authority: string | null
}

function chosen<Membership extends Choice>(memberships: readonly Membership[], wanted: Wanted): Membership {
  const [only, ...others] = memberships
  if (wanted !== undefined) {
    const named = memberships.find(({ id }) => id === wanted)
    if (!named) throw signInProblems.membershipWrong()
    return named
  }
  if (only && others.length === 0) return only
  const listed = memberships.map(({ id, role, authority }) => `${id} (${role}, ${authority ?? 'the office'})`)
  throw signInProblems.membershipNeeded({ memberships: listed })
}

/** OpenID Connect Discovery 1.0 section 4: where the service publishes its keys. */
async function discover(issuer: string): Promise<KeySet> {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const answer = await fetch(address, { signal: AbortSignal.timeout(5000), redirect: 'error' }).catch(away)
  const said = answer.ok ? Discovery.safeParse(await answer.json().catch(() => undefined)) : undefined
  if (!said?.success || said.data.issuer !== issuer) throw signInProblems.signInServiceAway()
  return createRemoteJWKSet(new URL(said.data.jwks_uri), { timeoutDuration: 5000, cooldownDuration: 5000 })
}

function refuseOrWait(error: unknown): never {
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) away()
  // What jose throws where the service answers with anything but its keys.
  if (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC') away()
  if (error instanceof TypeError) away()
  refuse(error)
}

function away(): never {
  throw signInProblems.signInServiceAway()
}
