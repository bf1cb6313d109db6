import { utf8 } from '#runtime'
import {
  bytesOf,
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
} from './bytes.ts'
import type { CellValues } from './cell-values.ts'
import type { Row } from './row.ts'

const letterA = 0x41
const c = 0x63
const n = 0x6e
const r = 0x72
const s = 0x73
const t = 0x74
const v = 0x76
const end = bytesOf('</v></c>')
// No cell taken here reaches further than this past where it begins.
const reach = 256
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
  #number = 0

  constructor(row: Row, values: CellValues) {
    this.#row = row
    this.#values = values
  }

  /** Reads cells from `at` as long as they are plain and whole. Returns where the first other thing begins. */
  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: nine tenths of all reading is spent in this loop, and calls or fields in it cost a third more.
  read(bytes: Uint8Array, at: number, bytesEnd: number): number {
    const row = this.#row
    const last = bytesEnd - reach
    let next = at
    while (next < last && bytes[next] === lessThan && bytes[next + 1] === c) {
      let here = next + 2
      let column = row.column + 1
      let style = 0
      let isShared = false
      while (bytes[here] === space) {
        const name = bytes[here + 1]
        if (bytes[here + 2] !== equals || bytes[here + 3] !== doubleQuote) return next
        here += 4
        if (name === r) {
          column = 0
          let letter = (bytes[here] as number) - letterA
          while (letter >= 0 && letter < 26 && column < 1000) {
            column = column * 26 + letter + 1
            letter = (bytes[++here] as number) - letterA
          }
          column--
          let rowNumber = 0
          let digit = (bytes[here] as number) - digitZero
          while (digit >= 0 && digit < 10 && rowNumber < 1_000_000) {
            rowNumber = rowNumber * 10 + digit
            digit = (bytes[++here] as number) - digitZero
          }
          if (rowNumber !== row.number) return next
        } else if (name === s) {
          style = 0
          let digit = (bytes[here] as number) - digitZero
          if (digit < 0 || digit > 9) return next
          while (digit >= 0 && digit < 10 && style < 1_000_000) {
            style = style * 10 + digit
            digit = (bytes[++here] as number) - digitZero
          }
        } else if (name === t && (bytes[here] === s || bytes[here] === n)) {
          isShared = bytes[here] === s
          here++
        } else return next
        if (bytes[here] !== doubleQuote) return next
        here++
      }
      if (column <= row.column || column > 16_383) return next
      if (bytes[here] === slash && bytes[here + 1] === greaterThan) {
        row.column = column
        next = here + 2
        continue
      }
      if (bytes[here] !== greaterThan || bytes[here + 1] !== lessThan || bytes[here + 2] !== v) return next
      if (bytes[here + 3] !== greaterThan) return next
      here += 4
      let value = 0
      if (isShared) {
        let digit = (bytes[here] as number) - digitZero
        if (digit < 0 || digit > 9) return next
        while (digit >= 0 && digit < 10 && value < 100_000_000) {
          value = value * 10 + digit
          digit = (bytes[++here] as number) - digitZero
        }
      } else {
        here = this.#readNumber(bytes, here)
        if (here === notTaken) return next
      }
      if (!standsAt(bytes, here, end)) return next
      row.column = column
      row.put(isShared ? this.#values.shared(value) : this.#values.styledNumber(this.#number, style))
      next = here + end.length
    }
    return next
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
      const digit = (bytes[at] as number) - digitZero
      if (digit >= 0 && digit < 10) value = value * 10 + digit
      else if (bytes[at] === dot && pointAt === 0) pointAt = at
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
  (byte >= digitZero && byte < digitZero + 10) ||
  byte === dot ||
  byte === minus ||
  byte === 0x2b ||
  (byte | 0x20) === 0x65
