import { accessTokenMinutes, publishedKeys, signingKey } from '@rollcall/actions/signing-keys'
import { findClient } from '@rollcall/database/askers'
import { asViewer } from '@rollcall/database/transaction'
import { ClientId, type MembershipId } from '@rollcall/domain/ids'
import { system } from '@rollcall/domain/viewer'
import { createLocalJWKSet, errors, type JSONWebKeySet, type JWTPayload, jwtVerify, SignJWT } from 'jose'
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

/** Whose token it is, each time it is shown. */
export function accessTokenReader(given: Given): (token: string) => Promise<Asker> {
  const { db, clock, portalUrl } = given
  const known = knownKeys(given)

  const verified = async (token: string, keySet: KeySet): Promise<JWTPayload> => {
    const { payload } = await jwtVerify(token, keySet, {
      algorithms: ['ES256'],
      typ: 'at+jwt',
      issuer: portalUrl,
      audience: portalUrl,
      requiredClaims: ['sub', 'exp', 'iat', 'membership'],
      currentDate: clock.now(),
    })
    return payload
  }

  return async (token) => {
    const claims = await verified(token, await known.get())
      .catch(async (error: unknown) => {
        if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
        return await verified(token, await known.getAgain())
      })
      .catch(refuse)
    // Looked up each time, so that removing the client or the membership counts at once.
    const clientId = ClientId.safeParse(claims.sub)
    const client = clientId.success
      ? await asViewer(db, system, (trx) => findClient(trx, clientId.data))
      : undefined
    if (client === undefined || client.membershipId !== claims.membership) throw signInProblems.tokenWrong()
    return { viewer: client.viewer, membershipId: client.membershipId }
  }
}

type KeySet = ReturnType<typeof createLocalJWKSet>

const believedForMs = 5000

/** The published keys. They change seldom, so they are read every few seconds, or where a token names one that is not known yet. */
function knownKeys({ db, clock }: Given) {
  let read = { at: Number.NEGATIVE_INFINITY, keySet: undefined as Promise<KeySet> | undefined }
  const readNow = async (): Promise<KeySet> => {
    const keys = await publishedKeys({ db, now: clock.now() })
    return createLocalJWKSet({ keys } as unknown as JSONWebKeySet)
  }
  const getAgain = (): Promise<KeySet> => {
    const keySet = readNow()
    read = { at: performance.now(), keySet }
    keySet.catch(() => {
      read = { at: Number.NEGATIVE_INFINITY, keySet: undefined }
    })
    return keySet
  }
  const get = (): Promise<KeySet> =>
    read.keySet && performance.now() - read.at < believedForMs ? read.keySet : getAgain()
  return { get, getAgain }
}

/** What is wrong with a token is the asker's; anything else is ours. */
export function refuse(error: unknown): never {
  if (error instanceof errors.JOSEError) throw signInProblems.tokenWrong()
  throw error
}
