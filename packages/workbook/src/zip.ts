import type { Limits } from './limits.ts'
import { damaged, Refusal } from './refusal.ts'
import { isUnsafeName } from './zip-names.ts'

/** One file in a zip, as its central directory describes it. */
export interface ZipEntry {
  readonly name: string
  readonly packed: Uint8Array
  readonly deflated: boolean
  readonly size: number
  readonly crc: number
}

interface CentralEntry {
  readonly name: string
  readonly rawName: Uint8Array
  readonly flags: number
  readonly method: number
  readonly crc: number
  readonly packedSize: number
  readonly size: number
  readonly offset: number
}

const signature = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50 }
const endSize = 22
const centralSize = 46
const localSize = 30
const unknown32 = 0xffffffff
const flag = { encrypted: 0x1, descriptor: 0x8, utf8: 0x800 }

/**
 * Reads a zip's central directory (APPNOTE.TXT 4.3.12) and holds it against the local headers, so that no other
 * reader can see other files in it than we do. Nothing is unpacked yet.
 */
export function readZip(bytes: Uint8Array, limits: Limits): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = findEnd(view)
  const directory = readEnd(view, end)
  if (directory.count > limits.parts) throw new Refusal('too-many-parts')
  const entries = readDirectory(view, bytes, directory)
  checkNames(entries)
  return withoutOverlaps(entries.map((entry) => open(view, bytes, entry, directory.offset)))
}

/** The end record stands last, before a comment of at most 65,535 bytes. */
function findEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - endSize - 0xffff)
  for (let at = view.byteLength - endSize; at >= lowest; at--) {
    const commentSize = view.byteLength - at - endSize
    if (view.getUint32(at, true) === signature.end && view.getUint16(at + 20, true) === commentSize) return at
  }
  throw damaged('no end of central directory')
}

interface Directory {
  readonly count: number
  readonly offset: number
  readonly end: number
}

function readEnd(view: DataView, at: number): Directory {
  const disks = view.getUint32(at + 4, true)
  const count = view.getUint16(at + 10, true)
  const size = view.getUint32(at + 12, true)
  const offset = view.getUint32(at + 16, true)
  // A workbook within our limits never needs the 64-bit end record.
  if (disks !== 0 || view.getUint16(at + 8, true) !== count) throw damaged('a zip in several volumes')
  if (offset + size > at) throw damaged('central directory outside the file')
  return { count, offset, end: offset + size }
}

function readDirectory(view: DataView, bytes: Uint8Array, { count, offset, end }: Directory): CentralEntry[] {
  const entries: CentralEntry[] = []
  let at = offset
  while (entries.length < count) {
    if (at + centralSize > end || view.getUint32(at, true) !== signature.central)
      throw damaged('broken central directory')
    const nameEnd = at + centralSize + view.getUint16(at + 28, true)
    const extraEnd = nameEnd + view.getUint16(at + 30, true)
    const next = extraEnd + view.getUint16(at + 32, true)
    if (next > end) throw damaged('broken central directory')
    entries.push(readCentral(view, bytes, at, nameEnd, extraEnd))
    at = next
  }
  if (at !== end) throw damaged('central directory longer than its entries')
  return entries
}

function readCentral(
  view: DataView,
  bytes: Uint8Array,
  at: number,
  nameEnd: number,
  extraEnd: number,
): CentralEntry {
  const flags = view.getUint16(at + 8, true)
  const rawName = bytes.subarray(at + centralSize, nameEnd)
  const wide = wideSizes(view, nameEnd, extraEnd)
  const size32 = (field: number) => {
    const value = view.getUint32(at + field, true)
    return value === unknown32 ? wide() : value
  }
  const size = size32(24)
  const packedSize = size32(20)
  const offset = size32(42)
  return {
    name: nameOf(rawName),
    rawName,
    flags,
    method: view.getUint16(at + 10, true),
    crc: view.getUint32(at + 16, true),
    packedSize,
    size,
    offset,
  }
}

/** The 64-bit sizes in the extra field, in the order of APPNOTE.TXT 4.5.3: each is there only where the 32-bit one is not. */
function wideSizes(view: DataView, from: number, to: number): () => number {
  let at = from
  while (at + 4 <= to && view.getUint16(at, true) !== 1) at += 4 + view.getUint16(at + 2, true)
  let field = at + 4
  return () => {
    if (field + 8 > to) throw damaged('a size is missing')
    const value = Number(view.getBigUint64(field, true))
    field += 8
    return value
  }
}

/** Part names are ASCII by rule (ECMA-376 part 2); anything else is read as UTF-8 whatever the flag says. */
function nameOf(raw: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(raw)
  } catch {
    return String.fromCharCode(...raw)
  }
}

function checkNames(entries: readonly CentralEntry[]): void {
  const seen = new Set<string>()
  for (const { name } of entries) {
    if (name.includes('\\')) throw damaged(`a backslash in the name ${name}`)
    if (isUnsafeName(name)) throw new Refusal('unsafe', { detail: `part name ${name}` })
    const key = name.toLowerCase()
    if (seen.has(key)) throw new Refusal('unsafe', { detail: `two parts named ${name}` })
    seen.add(key)
  }
}

interface OpenedEntry extends ZipEntry {
  readonly from: number
  readonly to: number
}

function open(view: DataView, bytes: Uint8Array, entry: CentralEntry, lastByte: number): OpenedEntry {
  const { name, flags, method, packedSize, size, crc, offset } = entry
  if (flags & flag.encrypted) throw new Refusal('password-protected', { detail: `zip entry ${name}` })
  if (method !== 0 && method !== 8) throw damaged(`compression method ${method}`)
  if (method === 0 && packedSize !== size) throw damaged(`two sizes for ${name}`)
  if (offset + localSize > lastByte) throw damaged(`${name} is outside the file`)
  const dataAt = checkLocal(view, bytes, entry)
  const to = dataAt + packedSize
  if (to > lastByte) throw damaged(`${name} is cut short`)
  return { name, packed: bytes.subarray(dataAt, to), deflated: method === 8, size, crc, from: offset, to }
}

/** The local header must say what the central one said. Returns where the data begin. */
function checkLocal(view: DataView, bytes: Uint8Array, entry: CentralEntry): number {
  const at = entry.offset
  if (view.getUint32(at, true) !== signature.local) throw damaged(`no local header for ${entry.name}`)
  const nameAt = at + localSize
  const nameSize = view.getUint16(at + 26, true)
  if (!sameBytes(bytes.subarray(nameAt, nameAt + nameSize), entry.rawName))
    throw damaged(`two names for ${entry.name}`)
  const flags = view.getUint16(at + 6, true)
  if ((flags ^ entry.flags) & flag.encrypted) throw damaged(`two sets of flags for ${entry.name}`)
  if (view.getUint16(at + 8, true) !== entry.method) throw damaged(`two methods for ${entry.name}`)
  const agrees = (field: number, value: number) => {
    const local = view.getUint32(at + field, true)
    return local === value || local === unknown32 || (local === 0 && (flags & flag.descriptor) !== 0)
  }
  if (!agrees(14, entry.crc) || !agrees(18, entry.packedSize) || !agrees(22, entry.size))
    throw damaged(`two sizes or checksums for ${entry.name}`)
  return nameAt + nameSize + view.getUint16(at + 28, true)
}

const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, at) => byte === b[at])

function withoutOverlaps(entries: OpenedEntry[]): OpenedEntry[] {
  const inOrder = entries.toSorted((a, b) => a.from - b.from)
  for (const [at, entry] of inOrder.entries()) {
    const next = inOrder[at + 1]
    if (next && entry.to > next.from)
      throw new Refusal('unsafe', { detail: `${entry.name} and ${next.name} overlap` })
  }
  return entries
}
