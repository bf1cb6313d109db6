import { createPrivateKey, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto'
import type { Trx } from '@rollcall/database/connect'
import {
  insertPortalKey,
  type KeptSigningKey,
  listSigningKeys,
  lockPortalKeys,
  portalKeyBinding,
} from '@rollcall/database/portal-keys'
import { asViewer } from '@rollcall/database/transaction'
import { system } from '@rollcall/domain/viewer'
import type { Context } from './context.ts'

/** How long an access token lasts. */
export const accessTokenMinutes = 10

export interface SigningKey {
  readonly kid: string
  readonly privateKey: KeyObject
}

/** A public key as it is published, with its `kid`. */
export interface PublishedKey {
  readonly kid: string
  readonly [part: string]: unknown
}

type Asking = Pick<Context, 'db' | 'keys' | 'now'>

/** The key that access tokens are signed with. The first to ask makes it. */
export const signingKey = ({ db, keys, now }: Asking): Promise<SigningKey> =>
  asViewer(db, system, async (trx) => {
    const [newest] = await listSigningKeys(trx, now)
    if (newest?.retiredAt === null) return openedKey(keys, newest)
    // So that portals which start together make one key and not two.
    await lockPortalKeys(trx)
    const [made] = await listSigningKeys(trx, now)
    return made?.retiredAt === null ? openedKey(keys, made) : await makeSigningKey(trx, keys, now)
  })

/** The public halves of the key in use and of those whose tokens may still be about. */
export const publishedKeys = ({ db, now }: Pick<Asking, 'db' | 'now'>): Promise<PublishedKey[]> =>
  asViewer(db, system, async (trx) => {
    // Twice as long as a token lasts: one may have been signed in another portal a moment after the key was retired.
    const lastUse = new Date(now.getTime() - 2 * accessTokenMinutes * 60_000)
    const kept = await listSigningKeys(trx, lastUse)
    return kept.map(({ publicJwk }) => publicJwk as PublishedKey)
  })

/** Makes a P-256 key and keeps it: its private half is wrapped by the master key. */
export async function makeSigningKey(trx: Trx, keys: Context['keys'], now: Date): Promise<SigningKey> {
  const kid = randomUUID()
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const name = `${namePrefix}${kid}`
  const { masterKeyId, bytes } = keys.wrap(
    privateKey.export({ format: 'der', type: 'pkcs8' }),
    portalKeyBinding(name),
  )
  const publicJwk = { ...publicKey.export({ format: 'jwk' }), kid, alg: 'ES256', use: 'sig' }
  await insertPortalKey(trx, {
    name,
    purpose: 'access-tokens',
    masterKeyId,
    wrapped: bytes,
    publicJwk,
    madeAt: now,
  })
  return { kid, privateKey }
}

const namePrefix = 'access-tokens '

function openedKey(keys: Context['keys'], { name, masterKeyId, wrapped }: KeptSigningKey): SigningKey {
  const der = keys.unwrap({ masterKeyId, bytes: wrapped }, portalKeyBinding(name))
  return {
    kid: name.slice(namePrefix.length),
    privateKey: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }),
  }
}
