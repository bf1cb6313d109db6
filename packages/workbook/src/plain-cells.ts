import type { Cell } from '@rollcall/domain/cell'
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
import type { Budget } from './limits.ts'
import { PlainTexts, pastFormula } from './plain-texts.ts'
import type { Row } from './row.ts'

const letterA = 0x41
const c = 0x63
const f = 0x66
const n = 0x6e
const r = 0x72
const s = 0x73
const t = 0x74
const v = 0x76
const end = bytesOf('</v></c>')
const textType = bytesOf('str"')
const inlineType = bytesOf('inlineStr"')
const type = { number: 0, shared: 1, text: 2, inline: 3 } as const
// No tag or number taken here is longer than this; texts and formulas look for their own ends.
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
  readonly #texts: PlainTexts
  #number = 0

  constructor(row: Row, values: CellValues, budget: Budget) {
    this.#row = row
    this.#values = values
    this.#texts = new PlainTexts(budget)
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
      let kind: number = type.number
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
        } else if (
          name === t &&
          bytes[here + 1] === doubleQuote &&
          (bytes[here] === s || bytes[here] === n)
        ) {
          kind = bytes[here] === s ? type.shared : type.number
          here++
        } else if (name === t && standsAt(bytes, here, textType)) {
          kind = type.text
          here += textType.length - 1
        } else if (name === t && standsAt(bytes, here, inlineType)) {
          kind = type.inline
          here += inlineType.length - 1
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
      if (bytes[here] !== greaterThan) return next
      here++
      if (bytes[here + 1] === f) {
        here = pastFormula(bytes, here, last)
        if (here === notTaken) return next
      }
      let value: Cell
      if (kind === type.number) {
        here = this.#readNumber(bytes, here)
        if (here === notTaken || !standsAt(bytes, here, end)) return next
        value = this.#values.styledNumber(this.#number, style)
        here += end.length
      } else if (kind === type.shared) {
        here = this.#readIndex(bytes, here)
        if (here === notTaken || !standsAt(bytes, here, end)) return next
        value = this.#values.shared(this.#number)
        here += end.length
      } else {
        here = this.#texts.read(bytes, here, bytesEnd, kind === type.inline)
        if (here === notTaken) return next
        value = this.#texts.text || null
      }
      row.column = column
      row.put(value)
      next = here
    }
    return next
  }

  /** Reads a value into `#number`, exactly as `Number` would. Returns where it ends. */
  #readNumber(bytes: Uint8Array, at: number): number {
    if (!opensValue(bytes, at)) return notTaken
    const from = at + 3
    const isNegative = bytes[from] === minus
    const to = this.#readDecimal(bytes, isNegative ? from + 1 : from)
    if (to === notTaken || bytes[to] !== lessThan) return this.#readLongNumber(bytes, from)
    if (isNegative) this.#number = -this.#number
    return to
  }

  #readIndex(bytes: Uint8Array, at: number): number {
    if (!opensValue(bytes, at)) return notTaken
    let here = at + 3
    let index = 0
    let digit = (bytes[here] as number) - digitZero
    if (!(digit >= 0 && digit < 10)) return notTaken
    while (digit >= 0 && digit < 10 && index < 100_000_000) {
      index = index * 10 + digit
      digit = (bytes[++here] as number) - digitZero
    }
    this.#number = index
    return here
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

const opensValue = (bytes: Uint8Array, at: number): boolean =>
  bytes[at] === lessThan && bytes[at + 1] === v && bytes[at + 2] === greaterThan

const isInNumber = (byte: number): boolean =>
  (byte >= digitZero && byte < digitZero + 10) ||
  byte === dot ||
  byte === minus ||
  byte === 0x2b ||
  (byte | 0x20) === 0x65
