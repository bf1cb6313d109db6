import { colon, copied, isSpace, standsAt } from './bytes.ts'
import { damaged } from './refusal.ts'
import { literalText } from './xml-text.ts'

/** An element's name: its bytes with the prefix, and the text without. */
export interface Name {
  readonly bytes: Uint8Array
  readonly local: string
}

/** The names met so far, so that a name seen a million times is made into text once. */
export type Names = (Name | undefined)[]

const slots = 256
const longestName = 1000

export const startNames = (): Names => new Array<Name | undefined>(slots).fill(undefined)

/** The name standing at `from`, in a tag that ends at `to`. */
export function nameAt(names: Names, bytes: Uint8Array, from: number, to: number): Name {
  let at = from
  let hash = 0
  while (at < to && !isSpace(bytes[at] as number)) hash = (hash * 31 + (bytes[at++] as number)) | 0
  if (at === from || at - from > longestName) throw damaged('a tag without a name')
  const slot = hash & (slots - 1)
  const known = names[slot]
  if (known?.bytes.length === at - from && standsAt(bytes, from, known.bytes)) return known
  const name = newName(copied(bytes, from, at))
  names[slot] = name
  return name
}

function newName(bytes: Uint8Array): Name {
  const prefixEnd = bytes.indexOf(colon)
  return { bytes, local: literalText(bytes, prefixEnd + 1, bytes.length) }
}
