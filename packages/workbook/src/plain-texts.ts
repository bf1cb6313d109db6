import { bytesOf, greaterThan, lessThan, slash, standsAt } from './bytes.ts'
import type { Budget } from './limits.ts'
import { trimmed, unescaped, xmlText } from './xml-text.ts'

const notTaken = -1
const f = 0x66
const formulaEnd = bytesOf('</f>')
// Each way a text may be opened, how it is then closed, and whether the spaces at its ends are kept.
const value = { start: bytesOf('<v>'), end: bytesOf('</v></c>'), preserved: true }
const inline = { start: bytesOf('<is><t>'), end: bytesOf('</t></is></c>'), preserved: false }
const preserved = { ...inline, start: bytesOf('<is><t xml:space="preserve">'), preserved: true }

/** Reads the texts of plain cells that are not shared. */
export class PlainTexts {
  text = ''
  readonly #budget: Budget

  constructor(budget: Budget) {
    this.#budget = budget
  }

  /** Reads what stands at `at` to the end of the cell into `text`. Returns where the cell ends, or -1 if it is not plain and whole. */
  read(bytes: Uint8Array, at: number, end: number, isInline: boolean): number {
    const kind = isInline ? inlineAt(bytes, at) : value
    if (!standsAt(bytes, at, kind.start)) return notTaken
    const from = at + kind.start.length
    let to = from
    while (to < end && bytes[to] !== lessThan) to++
    if (to + kind.end.length > end || !standsAt(bytes, to, kind.end)) return notTaken
    this.#budget.text(to - from)
    const text = xmlText(bytes, from, to)
    this.text = unescaped(kind.preserved ? text : trimmed(text))
    return to + kind.end.length
  }
}

const inlineAt = (bytes: Uint8Array, at: number) => (standsAt(bytes, at, inline.start) ? inline : preserved)

/** Passes over a formula, whose stored value is what counts. Returns where it ends, or -1 if that is not before `last`. */
export function pastFormula(bytes: Uint8Array, at: number, last: number): number {
  if (bytes[at] !== lessThan || bytes[at + 1] !== f) return notTaken
  let here = at + 2
  while (here < last && bytes[here] !== greaterThan && bytes[here] !== lessThan) here++
  if (bytes[here] !== greaterThan) return notTaken
  here++
  if (bytes[here - 2] === slash) return here
  while (here < last && bytes[here] !== lessThan) here++
  return here < last && standsAt(bytes, here, formulaEnd) ? here + formulaEnd.length : notTaken
}
