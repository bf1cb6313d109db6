import type { Db } from '@rollcall/database/connect'
import { asViewer } from '@rollcall/database/transaction'
import { ClientId, type MembershipId } from '@rollcall/domain/ids'
import { system, type Viewer } from '@rollcall/domain/viewer'
import { type CryptoKey, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { portalUrl } from './portal.ts'

interface Client {
  readonly clientId: ClientId
  readonly membershipId: MembershipId
  readonly privateKey: CryptoKey
  /** A good assertion, but for what is said to be different. */
  assertion(
    overrides?: JWTPayload,
    options?: { readonly key?: CryptoKey | Uint8Array; readonly alg?: string },
  ): Promise<string>
}

/** A supplier's system that acts as this viewer. */
export async function aClient(db: Db, viewer: Viewer): Promise<Client> {
  const { privateKey, publicKey } = await generateKeyPair('ES256')
  const publicJwk = JSON.stringify(await exportJWK(publicKey))
  const clientId = ClientId.parse(crypto.randomUUID())
  const membershipId = await asViewer(db, system, async (trx) => {
    if (viewer.role === 'system') throw new Error('no client acts as the system')
    const { id, authorityId } = await trx
      .selectFrom('memberships')
      .select(['id', 'authorityId'])
      .where('personId', '=', viewer.personId)
      .executeTakeFirstOrThrow()
    await trx
      .insertInto('clients')
      .values({
        id: clientId,
        membershipId: id,
        authorityId,
        name: 'Some system',
        publicJwk,
        registeredBy: null,
        removedBy: null,
        removedAt: null,
      })
      .execute()
    return id
  })
  return {
    clientId,
    membershipId,
    privateKey,
    assertion: async (overrides = {}, { key = privateKey, alg = 'ES256' } = {}) => {
      const now = Math.floor(Date.now() / 1000)
      return await new SignJWT({
        iss: clientId,
        sub: clientId,
        aud: `${portalUrl}/api/v1/token`,
        jti: crypto.randomUUID(),
        iat: now,
        exp: now + 120,
        ...overrides,
      })
        .setProtectedHeader({ alg })
        .sign(key)
    },
  }
}

/** The form that asks for a token. */
export const tokenRequest = (assertion: string, overrides: Record<string, string> = {}) => ({
  method: 'POST' as const,
  url: '/api/v1/token',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  payload: new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    ...overrides,
  }).toString(),
})
