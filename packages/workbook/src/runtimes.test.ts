import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import * as browser from './runtime-browser.ts'
import * as node from './runtime-node.ts'

// The browser's way of unpacking runs in Node as well, and both must say the same.
const runtimes = [
  ['Node', node],
  ['a browser', browser],
] as const

async function unpacked(runtime: typeof node, packed: Uint8Array, size: number): Promise<Buffer> {
  const pieces: Buffer[] = []
  await runtime.inflate(packed, size, (chunk) => {
    pieces.push(Buffer.from(chunk))
  })
  return Buffer.concat(pieces)
}

const large = Buffer.from(Array.from({ length: 400_000 }, (_, at) => `<c r="A${at}"/>`).join(''))

test.each(runtimes)('parts small and large are unpacked in %s', async (_, runtime) => {
  for (const content of [Buffer.from('<a/>'), Buffer.alloc(0), large]) {
    expect((await unpacked(runtime, deflateRawSync(content), content.length)).equals(content)).toBe(true)
  }
})

test.each(runtimes)('what cannot be unpacked is damage in %s', async (_, runtime) => {
  const packed = deflateRawSync(large)
  const broken = {
    'cut short': packed.subarray(0, 5000),
    'with more after its end': Buffer.concat([packed, Buffer.from('more')]),
  }

  for (const [what, bytes] of Object.entries(broken)) {
    await expect(unpacked(runtime, bytes, large.length), what).rejects.toMatchObject({ code: 'damaged' })
    await expect(unpacked(runtime, bytes.subarray(0, 40), 100), what).rejects.toMatchObject({
      code: 'damaged',
    })
  }
})

test.each(runtimes)('what the taker throws comes out as it is in %s', async (_, runtime) => {
  const mine = new Error('mine')

  for (const content of [Buffer.from('<a/>'), large]) {
    const reading = runtime.inflate(deflateRawSync(content), content.length, () => {
      throw mine
    })
    await expect(reading).rejects.toBe(mine)
  }
})

test('checksums and texts are the same in Node and in a browser', () => {
  const bytes = Buffer.from('naïve \ufeff😀 \u0000')

  expect(browser.crc32(bytes, 0)).toBe(node.crc32(bytes, 0))
  expect(browser.crc32(bytes.subarray(3), browser.crc32(bytes.subarray(0, 3), 0))).toBe(node.crc32(bytes, 0))
  expect(browser.utf8(bytes, 2, 12)).toBe(node.utf8(bytes, 2, 12))
  expect(browser.utf8(Buffer.from([0x61, 0xff]), 0, 2)).toBe('a\ufffd')
  expect(node.utf8(new Uint8Array([0x61, 0xff]), 0, 2)).toBe('a\ufffd')
})
