import { damaged } from './refusal.ts'

// What the reader asks of the machine, in a browser. runtime-node.ts is the same for Node; `#runtime` chooses.

/** Unpacks one part, chunk by chunk, with the browser's own inflater. */
export async function inflate(
  packed: Uint8Array,
  _size: number,
  take: (chunk: Uint8Array) => void | Promise<void>,
): Promise<void> {
  const stream = new DecompressionStream('deflate-raw')
  const writer = stream.writable.getWriter()
  // A failure to write shows itself to the reader too, which is where it is dealt with.
  const written = writer
    .write(packed as Uint8Array<ArrayBuffer>)
    .then(() => writer.close())
    .catch(() => undefined)
  const chunks = stream.readable.getReader()
  try {
    for (;;) {
      const { done, value } = await chunks.read().catch(() => {
        throw damaged('cannot inflate')
      })
      if (done) break
      await take(value)
    }
    await written
  } catch (error) {
    await chunks.cancel().catch(() => undefined)
    throw error
  }
}

const crcTable = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  return crc >>> 0
})

/** Continues a CRC-32 over more bytes; start with 0. */
export function crc32(bytes: Uint8Array, before: number): number {
  let crc = ~before
  for (let at = 0; at < bytes.length; at++) {
    crc = (crc >>> 8) ^ (crcTable[(crc ^ (bytes[at] as number)) & 0xff] as number)
  }
  return ~crc >>> 0
}

const decoder = new TextDecoder('utf-8', { ignoreBOM: true })

/** Bytes as text. What is not UTF-8 becomes U+FFFD. */
export const utf8 = (bytes: Uint8Array, from: number, to: number): string =>
  decoder.decode(bytes.subarray(from, to))

export const newBytes = (size: number): Uint8Array => new Uint8Array(size)
