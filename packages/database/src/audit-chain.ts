import { createHash } from 'node:crypto'
import { canonical } from '@rollcall/domain/canonical'

/** What an audit event says, and its place in the whole record. */
export interface ChainedEvent {
  readonly seq: number
  readonly at: Date
  readonly authorityId: string | null
  readonly personId: string | null
  readonly clientId: string | null
  readonly type: string
  readonly details: object
}

/** What the first event of a chain follows. */
export const chainStart: Buffer = Buffer.alloc(32)

/** SHA-256 over the event and the hash of the one before, each part with its length in front, so that no two events read alike. */
export const eventHash = (event: ChainedEvent, previous: Uint8Array): Buffer =>
  hashOfParts([
    'rollcall audit event 1',
    String(event.seq),
    event.at.toISOString(),
    event.authorityId,
    event.personId,
    event.clientId,
    event.type,
    canonical(event.details),
    previous,
  ])

/** The same event's hash in its authority's own chain, which that authority can verify without seeing any other's events. */
export const authorityHash = (authoritySeq: number, hash: Uint8Array, previous: Uint8Array): Buffer =>
  hashOfParts(['rollcall audit authority 1', String(authoritySeq), hash, previous])

function hashOfParts(parts: readonly (string | Uint8Array | null)[]): Buffer {
  const hash = createHash('sha256')
  for (const part of parts) {
    const bytes = typeof part === 'string' ? Buffer.from(part, 'utf8') : part
    const length = Buffer.alloc(4)
    // A length no part can have stands for one that is not there.
    length.writeUInt32BE(bytes === null ? 0xffff_ffff : bytes.length)
    hash.update(length)
    if (bytes !== null) hash.update(bytes)
  }
  return hash.digest()
}
