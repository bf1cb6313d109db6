import { Buffer } from 'node:buffer'
import type { TransformOptions } from 'node:stream'
import zlib, { type ZlibOptions } from 'node:zlib'
import { damaged } from './refusal.ts'

// What the reader asks of the machine, in Node. runtime-browser.ts is the same for browsers; `#runtime` chooses.

const atOnce = 256 * 1024
const chunkSize = 128 * 1024
// As objects, chunks come one by one and uncopied, and others are unpacked by another thread while one is being read.
const streamOptions: ZlibOptions & TransformOptions = {
  chunkSize,
  readableObjectMode: true,
  readableHighWaterMark: 3,
}

/** Unpacks one part, chunk by chunk. `size` is what the file says it comes to; never much more than that is unpacked. */
export async function inflate(
  packed: Uint8Array,
  size: number,
  take: (chunk: Uint8Array) => void | Promise<void>,
): Promise<void> {
  if (size <= atOnce) await take(inflateWhole(packed, size))
  else await inflateInChunks(packed, take)
}

function inflateWhole(packed: Uint8Array, size: number): Uint8Array {
  try {
    const { buffer, engine } = zlib.inflateRawSync(packed, {
      maxOutputLength: size + 1,
      chunkSize: Math.max(size + 1, 64),
      info: true,
    }) as unknown as { buffer: Uint8Array; engine: { bytesWritten: number } }
    if (engine.bytesWritten !== packed.length) throw new Error('bytes after the end')
    return buffer
  } catch (error) {
    throw cannotInflate(error)
  }
}

async function inflateInChunks(
  packed: Uint8Array,
  take: (chunk: Uint8Array) => void | Promise<void>,
): Promise<void> {
  const stream = zlib.createInflateRaw(streamOptions)
  stream.end(packed)
  try {
    const chunks = stream[Symbol.asyncIterator]()
    for (;;) {
      const { done, value } = await chunks.next().catch((error: unknown) => {
        throw cannotInflate(error)
      })
      if (done) break
      await take(value)
      giveBack(value)
    }
    if (stream.bytesWritten !== packed.length) throw damaged('bytes after the end of a packed part')
  } finally {
    stream.destroy()
  }
}

/** Frees a chunk that has been read at once: left to the collector, a hundred of them pile up. */
function giveBack({ buffer, byteLength }: Uint8Array<ArrayBuffer>): void {
  if (byteLength === chunkSize && buffer.byteLength === chunkSize) buffer.transfer(0)
}

const cannotInflate = (error: unknown) =>
  damaged(`cannot inflate: ${error instanceof Error ? error.message : String(error)}`)

/** Continues a CRC-32 over more bytes; start with 0. */
export const crc32 = (bytes: Uint8Array, before: number): number => zlib.crc32(bytes, before)

/** Bytes as text. What is not UTF-8 becomes U+FFFD. */
export const utf8 = (bytes: Uint8Array, from: number, to: number): string =>
  asBuffer(bytes).toString('utf8', from, to)

export const newBytes = (size: number): Uint8Array => Buffer.allocUnsafeSlow(size)

const asBuffer = (bytes: Uint8Array): Buffer =>
  bytes instanceof Buffer ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
