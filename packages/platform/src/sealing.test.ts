import { expect, test } from 'vitest'
import { ContentUnreadable, mark, newKey, open, seal, sealedOverhead } from './sealing.ts'

const key = newKey()
const words = Buffer.from('Olu was placed on 3 May')

test('what is sealed opens with the same key and context', () => {
  const sealed = seal(key, words, 'request 1')
  expect(open(key, sealed, 'request 1')).toEqual(words)
  expect(open(key, seal(key, new Uint8Array(), ''), '')).toEqual(Buffer.alloc(0))
})

test('the layout is version, nonce, ciphertext, tag, and the words are not in it', () => {
  const sealed = seal(key, words, 'request 1')
  expect(sealed[0]).toBe(1)
  expect(sealed.length).toBe(words.length + sealedOverhead)
  expect(sealed.includes('Olu')).toBe(false)
  expect(seal(key, words, 'request 1').equals(sealed)).toBe(false)
})

test('every single byte changed makes it unreadable', () => {
  const sealed = seal(key, words, 'request 1')
  for (const index of sealed.keys()) {
    const changed = Buffer.from(sealed)
    changed.writeUInt8(changed.readUInt8(index) ^ 1, index)
    expect(() => open(key, changed, 'request 1')).toThrow(ContentUnreadable)
  }
})

test.each([
  ['another context', () => open(key, seal(key, words, 'request 1'), 'request 2')],
  ['another key', () => open(newKey(), seal(key, words, 'request 1'), 'request 1')],
  ['a destroyed key', () => open(new Uint8Array(), seal(key, words, 'request 1'), 'request 1')],
  ['a part of it', () => open(key, seal(key, words, 'request 1').subarray(0, -1), 'request 1')],
  ['nothing', () => open(key, new Uint8Array(), 'request 1')],
])('with %s it is unreadable, in one and the same sentence', (_, opened) => {
  expect(opened).toThrow(
    new ContentUnreadable('This content cannot be read: it is damaged, or sealed with another key.'),
  )
})

test('anybody with the key can open it with Web Crypto, from what the layout says', async () => {
  const sealed = seal(key, words, 'request 1')
  const imported = await crypto.subtle.importKey('raw', new Uint8Array(key), 'AES-GCM', false, ['decrypt'])
  const opened = await crypto.subtle.decrypt(
    {
      name: 'AES-GCM',
      iv: new Uint8Array(sealed.subarray(1, 13)),
      additionalData: new Uint8Array([1, ...Buffer.from('request 1')]),
    },
    imported,
    new Uint8Array(sealed.subarray(13)),
  )
  expect(Buffer.from(opened)).toEqual(words)
})

test('a mark is the same for the same text and key, and tells nothing else', () => {
  // RFC 4231 test case 2.
  expect(mark(Buffer.from('Jefe'), 'what do ya want for nothing?').toString('hex')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  )
  expect(mark(newKey(), 'child').equals(mark(newKey(), 'child'))).toBe(false)
})
