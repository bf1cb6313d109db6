import { utf8 } from '#runtime'
import {
  bytesOf,
  digitNine,
  digitZero,
  dot,
  doubleQuote,
  equals,
  greaterThan,
  lessThan,
  minus,
  slash,
  space,
  standsAt,
} from './ascii.ts'
import type { CellValues } from './cell-values.ts'
import type { Row } from './row.ts'

const letterA = 0x41
const letterZ = 0x5a
const c = 0x63
const n = 0x6e
const r = 0x72
const s = 0x73
const t = 0x74
const v = 0x76
const end = bytesOf('</v></c>')
// No cell taken here reaches further than this past where it begins.
const reach = 200
const longestNumber = 40
const mostExactDigits = 15
const powersOfTen = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent)
const notTaken = -1

/**
 * Reads cells as Excel, LibreOffice and nearly everyone write them: `<c r="A1" s="2" t="s"><v>7</v></c>`. At the first cell
 * written in any other way it stops, and MarkupCell reads that one; so it may only ever do what MarkupCell would.
 */
export class PlainCells {
  readonly #row: Row
  readonly #values: CellValues
  #column = 0
  #style = 0
  #isShared = false
  #number = 0

  constructor(row: Row, values: CellValues) {
    this.#row = row
    this.#values = values
  }

  /** Reads cells from `at` as long as they are plain and whole. Returns where the first other thing begins. */
  read(bytes: Uint8Array, at: number, bytesEnd: number): number {
    const last = bytesEnd - reach
    let next = at
    while (next < last) {
      const after = this.#cell(bytes, next)
      if (after === notTaken) return next
      next = after
    }
    return next
  }

  #cell(bytes: Uint8Array, at: number): number {
    if (bytes[at] !== lessThan || bytes[at + 1] !== c) return notTaken
    const tagEnd = this.#attributes(bytes, at + 2)
    if (tagEnd === notTaken) return notTaken
    const row = this.#row
    if (bytes[tagEnd - 1] === slash) {
      row.column = this.#column
      return tagEnd + 1
    }
    if (bytes[tagEnd + 1] !== lessThan || bytes[tagEnd + 2] !== v || bytes[tagEnd + 3] !== greaterThan)
      return notTaken
    const valueEnd = this.#readNumber(bytes, tagEnd + 4)
    if (valueEnd === notTaken || !standsAt(bytes, valueEnd, end)) return notTaken
    if (this.#isShared && !isDigits(bytes, tagEnd + 4, valueEnd)) return notTaken
    row.column = this.#column
    row.put(
      this.#isShared
        ? this.#values.shared(this.#number)
        : this.#values.styledNumber(this.#number, this.#style),
    )
    return valueEnd + end.length
  }

  /** Reads `r`, `s` and `t` in any order. Returns where the tag's `>` is. */
  #attributes(bytes: Uint8Array, from: number): number {
    this.#column = this.#row.column + 1
    this.#style = 0
    this.#isShared = false
    let at = from
    while (bytes[at] === space) {
      if (bytes[at + 2] !== equals || bytes[at + 3] !== doubleQuote) return notTaken
      at = this.#attribute(bytes, bytes[at + 1] as number, at + 4)
      if (at === notTaken) return notTaken
    }
    if (bytes[at] === slash) at++
    return bytes[at] === greaterThan && this.#column > this.#row.column && this.#column < 16_384
      ? at
      : notTaken
  }

  #attribute(bytes: Uint8Array, name: number, from: number): number {
    if (name === r) return this.#reference(bytes, from)
    if (name === s) return this.#styleNumber(bytes, from)
    return name === t ? this.#typeName(bytes, from) : notTaken
  }

  #reference(bytes: Uint8Array, from: number): number {
    let at = from
    let column = 0
    for (; at < from + 4; at++) {
      const letter = bytes[at] as number
      if (letter < letterA || letter > letterZ) break
      column = column * 26 + letter - letterA + 1
    }
    const rowEnd = this.#digits(bytes, at)
    if (column === 0 || this.#number !== this.#row.number || bytes[rowEnd] !== doubleQuote) return notTaken
    this.#column = column - 1
    return rowEnd + 1
  }

  #styleNumber(bytes: Uint8Array, from: number): number {
    const at = this.#digits(bytes, from)
    this.#style = this.#number
    return at > from && bytes[at] === doubleQuote ? at + 1 : notTaken
  }

  #typeName(bytes: Uint8Array, from: number): number {
    const type = bytes[from]
    this.#isShared = type === s
    return (type === s || type === n) && bytes[from + 1] === doubleQuote ? from + 2 : notTaken
  }

  /** Reads at most nine digits into `#number`. Returns where they end. */
  #digits(bytes: Uint8Array, from: number): number {
    let at = from
    let value = 0
    for (; at < from + 9; at++) {
      const digit = (bytes[at] as number) - digitZero
      if (digit < 0 || digit > 9) break
      value = value * 10 + digit
    }
    this.#number = value
    return at
  }

  /** Reads a value into `#number`, exactly as `Number` would. Returns where it ends. */
  #readNumber(bytes: Uint8Array, from: number): number {
    const isNegative = bytes[from] === minus
    const at = this.#readDecimal(bytes, isNegative ? from + 1 : from)
    if (at === notTaken || bytes[at] !== lessThan) return this.#readLongNumber(bytes, from)
    if (isNegative) this.#number = -this.#number
    return at
  }

  /** Reads a whole number or decimal of at most 15 digits: less than 2^53 over a power of ten, so that one division is exact. */
  #readDecimal(bytes: Uint8Array, from: number): number {
    let at = from
    let value = 0
    let pointAt = 0
    for (; at <= from + mostExactDigits; at++) {
      const byte = bytes[at] as number
      if (byte >= digitZero && byte <= digitNine) value = value * 10 + byte - digitZero
      else if (byte === dot && pointAt === 0) pointAt = at
      else break
    }
    const digits = at - from - (pointAt === 0 ? 0 : 1)
    if (digits === 0 || digits > mostExactDigits) return notTaken
    this.#number = pointAt === 0 ? value : value / (powersOfTen[at - pointAt - 1] as number)
    return at
  }

  #readLongNumber(bytes: Uint8Array, from: number): number {
    let at = from
    while (at < from + longestNumber && isInNumber(bytes[at] as number)) at++
    const text = utf8(bytes, from, at)
    if (bytes[at] !== lessThan || !/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/.test(text)) return notTaken
    this.#number = Number(text)
    return Number.isFinite(this.#number) ? at : notTaken
  }
}

const isInNumber = (byte: number): boolean =>
  (byte >= digitZero && byte <= digitNine) ||
  byte === dot ||
  byte === minus ||
  byte === 0x2b ||
  (byte | 0x20) === 0x65

function isDigits(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number
    if (byte < digitZero || byte > digitNine) return false
  }
  return true
}
