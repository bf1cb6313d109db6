import { crc32, deflateRawSync } from 'node:zlib'

/** One file in a zip, with anything about it that should be wrong. */
export interface RawEntry {
  readonly name: string
  readonly content: string | Uint8Array
  readonly stored?: boolean
  /** What the zip says, where that differs from the truth. */
  readonly says?: {
    readonly crc?: number
    readonly size?: number
    readonly localName?: string
    readonly method?: number
  }
  readonly encrypted?: boolean
  /** Sizes come after the data, as from a writer that could not seek. */
  readonly descriptor?: boolean
  /** Sizes stand in a 64-bit extra field, as from a writer that feared to need them. */
  readonly wide?: boolean
  /** Begins where the entry before begins. */
  readonly overlapping?: boolean
}

interface Written {
  readonly entry: RawEntry
  readonly offset: number
  readonly central: Buffer
}

const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content) : content

/** Writes a zip byte by byte, so that a test can get any of them wrong. */
export function rawZip(entries: readonly RawEntry[], comment = ''): Uint8Array {
  const pieces: Buffer[] = []
  const written: Written[] = []
  let offset = 0
  for (const entry of entries) {
    const at = entry.overlapping ? (written.at(-1)?.offset ?? 0) : offset
    const { local, central } = headers(entry, at)
    pieces.push(local)
    written.push({ entry, offset, central })
    offset += local.length
  }
  const directory = Buffer.concat(written.map(({ central }) => central))
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  end.writeUInt16LE(comment.length, 20)
  return new Uint8Array(Buffer.concat([...pieces, directory, end, Buffer.from(comment)]))
}

function headers(entry: RawEntry, offset: number): { local: Buffer; central: Buffer } {
  const content = bytesOf(entry.content)
  const packed = entry.stored ? Buffer.from(content) : deflateRawSync(content)
  const method = entry.says?.method ?? (entry.stored ? 0 : 8)
  const crc = entry.says?.crc ?? crc32(content)
  const size = entry.says?.size ?? content.length
  const flags = (entry.descriptor ? 8 : 0) | (entry.encrypted ? 1 : 0) | 0x800
  const fields = { method, flags, crc, packedSize: packed.length, size, wide: entry.wide ?? false }

  const localName = Buffer.from(entry.says?.localName ?? entry.name)
  const localFields = entry.descriptor ? { ...fields, crc: 0, packedSize: 0, size: 0 } : fields
  const local = Buffer.concat([
    header(0x04034b50, localFields, localName),
    packed,
    entry.descriptor ? descriptor(fields) : Buffer.alloc(0),
  ])
  return { local, central: header(0x02014b50, fields, Buffer.from(entry.name), offset) }
}

interface Fields {
  readonly method: number
  readonly flags: number
  readonly crc: number
  readonly packedSize: number
  readonly size: number
  readonly wide: boolean
}

/** A local header, or a central one where an offset is given. They share their middle. */
function header(signature: number, fields: Fields, name: Buffer, offset?: number): Buffer {
  const isCentral = offset !== undefined
  const extra = fields.wide ? wideExtra(fields) : Buffer.alloc(0)
  const middle = Buffer.alloc(26)
  middle.writeUInt16LE(20, 0)
  middle.writeUInt16LE(fields.flags, 2)
  middle.writeUInt16LE(fields.method, 4)
  middle.writeUInt32LE(fields.crc >>> 0, 10)
  middle.writeUInt32LE(fields.wide ? 0xffffffff : fields.packedSize, 14)
  middle.writeUInt32LE(fields.wide ? 0xffffffff : fields.size, 18)
  middle.writeUInt16LE(name.length, 22)
  middle.writeUInt16LE(extra.length, 24)
  const start = Buffer.alloc(isCentral ? 6 : 4)
  start.writeUInt32LE(signature, 0)
  const rest = Buffer.alloc(isCentral ? 14 : 0)
  if (isCentral) rest.writeUInt32LE(offset, 10)
  return Buffer.concat([start, middle, rest, name, extra])
}

function wideExtra({ size, packedSize }: Fields): Buffer {
  const extra = Buffer.alloc(20)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(16, 2)
  extra.writeBigUInt64LE(BigInt(size), 4)
  extra.writeBigUInt64LE(BigInt(packedSize), 12)
  return extra
}

function descriptor({ crc, packedSize, size }: Fields): Buffer {
  const record = Buffer.alloc(16)
  record.writeUInt32LE(0x08074b50, 0)
  record.writeUInt32LE(crc >>> 0, 4)
  record.writeUInt32LE(packedSize, 8)
  record.writeUInt32LE(size, 12)
  return record
}
