import { accessTokenMinutes, publishedKeys, signingKey } from '@rollcall/actions/signing-keys'
import { findClient } from '@rollcall/database/askers'
import { asViewer } from '@rollcall/database/transaction'
import { ClientId, type MembershipId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { createLocalJWKSet, errors, type JSONWebKeySet, jwtVerify, SignJWT } from 'jose'
import type { Asker, Services } from './app.ts'
import { signInProblems } from './sign-in-problems.ts'

type Given = Pick<Services, 'db' | 'keys' | 'clock' | 'portalUrl'>

/** A token that lets a supplier's system in for ten minutes, as a JWT of the kind of RFC 9068. */
export async function issueAccessToken(
  { db, keys, clock, portalUrl }: Given,
  { clientId, membershipId }: { readonly clientId: ClientId; readonly membershipId: MembershipId },
): Promise<{ readonly token: string; readonly expiresIn: number }> {
  const now = clock.now()
  const { kid, privateKey } = await signingKey({ db, keys, now })
  const issuedAt = Math.floor(now.getTime() / 1000)
  const expiresIn = accessTokenMinutes * 60
  const token = await new SignJWT({ client_id: clientId, membership: membershipId })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid })
    .setIssuer(portalUrl)
    .setAudience(portalUrl)
    .setSubject(clientId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + expiresIn)
    .setJti(crypto.randomUUID())
    .sign(privateKey)
  return { token, expiresIn }
}

/** The client whose token this is. It and its membership are looked up each time, so that removing either counts at once. */
export async function askerOfAccessToken({ db, clock, portalUrl }: Given, token: string): Promise<Asker> {
  const now = clock.now()
  const published = createLocalJWKSet({ keys: await publishedKeys({ db, now }) } as unknown as JSONWebKeySet)
  const { payload } = await jwtVerify(token, published, {
    algorithms: ['ES256'],
    typ: 'at+jwt',
    issuer: portalUrl,
    audience: portalUrl,
    requiredClaims: ['sub', 'exp', 'iat', 'membership'],
    currentDate: now,
  }).catch(refuse)

  const clientId = ClientId.safeParse(payload.sub)
  const client = clientId.success
    ? await asViewer(db, system, (trx) => findClient(trx, clientId.data))
    : undefined
  if (client === undefined || client.membershipId !== payload.membership) throw signInProblems.tokenWrong()
  return { viewer: client.viewer, membershipId: client.membershipId }
}

/** What is wrong with a token is the asker's; anything else is ours. */
export function refuse(error: unknown): never {
  if (error instanceof errors.JOSEError) throw signInProblems.tokenWrong()
  throw error
}
