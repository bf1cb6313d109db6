import { crc32, inflate } from '#runtime'
import type { Budget } from './limits.ts'
import { damaged, Refusal } from './refusal.ts'
import type { ZipEntry } from './zip.ts'

/** Takes the bytes of one part, in order, in pieces of any size. */
export interface Sink {
  write(bytes: Uint8Array): void
  end(): void
}

/** How parts are unpacked here. An object, so that tests can put other machines in its place. */
export const machine = { inflate, crc32 }

const storedPiece = 256 * 1024

/**
 * Unpacks one part into a sink, counting, and holds it against the size and checksum the zip gives. When the sink refuses what it
 * reads, the rest is unpacked all the same: a part whose checksum is wrong is damaged, whatever it seems to say.
 */
export async function readPart(entry: ZipEntry, budget: Budget, sink: Sink): Promise<void> {
  let size = 0
  let crc = 0
  let refusal: Refusal | undefined
  const take = (bytes: Uint8Array) => {
    size += bytes.length
    budget.inflated(bytes.length)
    if (size > entry.size) throw damaged(`${entry.name} is larger than it says`)
    crc = machine.crc32(bytes, crc)
    refusal ??= refusalOf(sink, bytes)
    return budget.breathe()
  }
  if (entry.deflated) await machine.inflate(entry.packed, entry.size, take)
  else await inPieces(entry.packed, take)
  if (size !== entry.size) throw damaged(`${entry.name} is smaller than it says`)
  if (crc !== entry.crc) throw damaged(`the checksum of ${entry.name} is wrong`)
  if (refusal) throw refusal
  sink.end()
}

function refusalOf(sink: Sink, bytes: Uint8Array): Refusal | undefined {
  try {
    sink.write(bytes)
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}

async function inPieces(bytes: Uint8Array, take: (bytes: Uint8Array) => Promise<void>): Promise<void> {
  for (let at = 0; at < bytes.length; at += storedPiece) await take(bytes.subarray(at, at + storedPiece))
}
