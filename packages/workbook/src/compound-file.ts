import { bytesOf, standsAt } from './bytes.ts'
import { looksLike, Refusal } from './refusal.ts'

const signature = bytesOf('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')
const sectorSize = 512
const entrySize = 128
const nameSizeAt = 64
const longestName = 31

/** The container of Microsoft's older formats, and of every workbook protected by a password ([MS-CFB]). */
export const isCompoundFile = (bytes: Uint8Array): boolean => standsAt(bytes, 0, signature)

const kinds: readonly (readonly [name: string, refusal: () => Refusal])[] = [
  ['EncryptedPackage', () => new Refusal('password-protected')],
  ['EncryptionInfo', () => new Refusal('password-protected')],
  ['Workbook', () => new Refusal('old-excel')],
  ['Book', () => new Refusal('old-excel')],
  ['WordDocument', () => looksLike('a Word document')],
  ['PowerPoint Document', () => looksLike('a PowerPoint presentation')],
  ['__properties_version1.0', () => looksLike('an Outlook message')],
]

/**
 * Tells what is in the container by the names of its streams. Directory entries are 128 bytes long, wherever they stand; they
 * are looked for one after another, and the chains of sectors, which may be endless, are never followed.
 */
export function compoundFileRefusal(bytes: Uint8Array): Refusal {
  const names = new Set<string>()
  for (let at = sectorSize; at + entrySize <= bytes.length; at += entrySize) {
    const name = entryName(bytes, at)
    if (name !== undefined) names.add(name)
  }
  const refusal = kinds.find(([name]) => names.has(name))?.[1]
  return refusal ? refusal() : looksLike('a document of an older program')
}

/** The name of the directory entry standing here, if one does that we know. */
function entryName(bytes: Uint8Array, at: number): string | undefined {
  const size = (bytes[at + nameSizeAt] as number) | ((bytes[at + nameSizeAt + 1] as number) << 8)
  const length = size / 2 - 1
  if (!(length >= 4 && length <= longestName)) return undefined
  let name = ''
  for (let letter = 0; letter < length; letter++)
    name += String.fromCharCode(bytes[at + letter * 2] as number)
  return kinds.some(([known]) => known === name) ? name : undefined
}
