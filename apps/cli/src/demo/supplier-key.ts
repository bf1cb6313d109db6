import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'

/** The key pair of a supplier's system: the portal is given the public half. */
export interface SupplierKey {
  readonly privateKey: KeyObject
  readonly publicJwk: Readonly<Record<string, unknown>>
}

export function newSupplierKey(): SupplierKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  return { privateKey, publicJwk: { ...publicKey.export({ format: 'jwk' }) } }
}

/** What a system shows in place of a password: RFC 7523 section 3, signed with ES256 (RFC 7518 section 3.4). */
export function clientAssertion(
  { privateKey }: Pick<SupplierKey, 'privateKey'>,
  { clientId, portalUrl }: { readonly clientId: string; readonly portalUrl: string },
): string {
  const now = Math.floor(Date.now() / 1000)
  const head = { alg: 'ES256', typ: 'JWT' }
  const claims = {
    ...{ iss: clientId, sub: clientId, aud: `${portalUrl}/api/v1/token` },
    ...{ iat: now, exp: now + 120, jti: randomUUID() },
  }
  const signed = [head, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.')
  const signature = sign('sha256', Buffer.from(signed), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return `${signed}.${signature.toString('base64url')}`
}
