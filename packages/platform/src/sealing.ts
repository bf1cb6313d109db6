import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'

// What is sealed: version (1 byte) ‖ nonce (12) ‖ ciphertext ‖ tag (16). The version is authenticated with the context.
const version = 1
const nonceBytes = 12
const tagBytes = 16
const keyBytes = 32
const cipher = 'aes-256-gcm'

/** Bytes that sealing adds to what is sealed. */
export const sealedOverhead = 1 + nonceBytes + tagBytes

/** What was sealed cannot be had: destroyed, damaged, moved, or of another key. It never says what it was. */
export class ContentUnreadable extends Error {
  override readonly name = 'ContentUnreadable'
}

const authenticated = (context: string): Buffer =>
  Buffer.concat([Buffer.from([version]), Buffer.from(context, 'utf8')])

/** A new key of 256 random bits. */
export const newKey = (): Buffer => randomBytes(keyBytes)

/** Encrypts with AES-256-GCM under a fresh nonce. It opens only with the same key and the same context. */
export function seal(key: Uint8Array, plain: Uint8Array, context: string): Buffer {
  const nonce = randomBytes(nonceBytes)
  const sealing = createCipheriv(cipher, key, nonce, { authTagLength: tagBytes })
  sealing.setAAD(authenticated(context))
  const body = sealing.update(plain)
  return Buffer.concat([Buffer.from([version]), nonce, body, sealing.final(), sealing.getAuthTag()])
}

/** What was sealed, or `ContentUnreadable`: the reason is not told, so nothing is learnt by trying. */
export function open(key: Uint8Array, sealed: Uint8Array, context: string): Buffer {
  if (key.length !== keyBytes || sealed.length < sealedOverhead || sealed[0] !== version) throw unreadable()
  const opening = createDecipheriv(cipher, key, sealed.subarray(1, 1 + nonceBytes), {
    authTagLength: tagBytes,
  })
  opening.setAAD(authenticated(context))
  opening.setAuthTag(sealed.subarray(sealed.length - tagBytes))
  const plain = opening.update(sealed.subarray(1 + nonceBytes, sealed.length - tagBytes))
  try {
    return Buffer.concat([plain, opening.final()])
  } catch {
    throw unreadable()
  }
}

/** A keyed fingerprint (HMAC-SHA-256): the same text gives the same mark, and nobody without the key can tell of what. */
export const mark = (key: Uint8Array, text: string): Buffer =>
  createHmac('sha256', key).update(text, 'utf8').digest()

const unreadable = () =>
  new ContentUnreadable('This content cannot be read: it is damaged, or sealed with another key.')
