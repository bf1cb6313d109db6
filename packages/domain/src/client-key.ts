import { z } from 'zod'
import { Problem } from './problem.ts'

const Coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/)

/** The public key of a supplier's system: a point of the curve P-256, as RFC 7518 section 6.2.1 writes it. */
export const ClientKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: Coordinate,
  y: Coordinate,
  kid: z.string().max(200).optional(),
})
export type ClientKey = z.infer<typeof ClientKey>

// RFC 7518 sections 6.2.2, 6.3.2 and 6.4.1: what only the holder of a key may have.
const privateParts = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']

/** Reads a key that may be kept, and nothing but its public parts. */
export async function readClientKey(jwk: Readonly<Record<string, unknown>>): Promise<ClientKey> {
  if (privateParts.some((part) => part in jwk)) throw clientKeyProblems.privateKey()
  const read = ClientKey.safeParse(jwk)
  if (!read.success || !(await isOnCurve(read.data))) throw clientKeyProblems.keyUnusable()
  return read.data
}

async function isOnCurve({ kty, crv, x, y }: ClientKey): Promise<boolean> {
  const algorithm = { name: 'ECDSA', namedCurve: crv }
  return await crypto.subtle.importKey('jwk', { kty, crv, x, y }, algorithm, true, ['verify']).then(
    () => true,
    () => false,
  )
}

const clientKeyProblems = {
  privateKey: () =>
    new Problem(
      'invalid',
      'PRIVATE_KEY',
      'This is a private key, which nobody but your system may have. Throw it away, make a new pair, and send the public key only.',
    ),

  keyUnusable: () =>
    new Problem(
      'invalid',
      'KEY_UNUSABLE',
      'This is not a public key of the curve P-256. Send a JWK with kty "EC", crv "P-256", x and y.',
    ),
}
