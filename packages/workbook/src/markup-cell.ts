import type { Cell } from '@rollcall/domain/cell'
import { utf8 } from '#runtime'
import type { CellValues } from './cell-values.ts'
import { cellReference } from './columns.ts'
import type { Budget } from './limits.ts'
import { damaged } from './refusal.ts'
import { RichText } from './rich-text.ts'
import type { Row } from './row.ts'
import type { Tag } from './tag.ts'
import { literalText, resolved, unescaped, xmlText } from './xml-text.ts'

const longestFormula = 8192
const longestValue = 2_000_000
type Part = 'value' | 'formula' | 'inline'
const partOf: Record<string, Part> = { v: 'value', f: 'formula', is: 'inline' }

/** Reads a cell tag by tag, however it is written. */
export class MarkupCell {
  isOpen = false
  readonly #row: Row
  readonly #values: CellValues
  readonly #budget: Budget
  readonly #inline: RichText
  #part: Part | undefined
  #type = ''
  #style = 0
  #value: string | undefined
  #formula: string | undefined
  #hasInline = false

  constructor(row: Row, values: CellValues, budget: Budget) {
    this.#row = row
    this.#values = values
    this.#budget = budget
    this.#inline = new RichText(budget)
  }

  begin(tag: Tag): void {
    this.isOpen = true
    this.#row.moveTo(this.#columnOf(tag.attribute('r')))
    this.#type = tag.attribute('t')?.trim() ?? 'n'
    this.#style = Number(tag.attribute('s') ?? 0)
    this.#part = undefined
    this.#value = undefined
    this.#formula = undefined
    this.#hasInline = false
  }

  #columnOf(written: string | undefined): number {
    if (written === undefined) return this.#row.column + 1
    const reference = cellReference(written)
    if (reference?.row !== this.#row.number) throw damaged(`cell ${written} is in row ${this.#row.number}`)
    return reference.column
  }

  open(name: string, parent: string, tag: Tag): void {
    if (parent === 'c') {
      this.#part = partOf[name]
      if (name === 'v') this.#value ??= ''
      if (name === 'f') this.#formula ??= ''
      if (name === 'is') this.#hasInline = true
    } else if (this.#part === 'inline') this.#inline.open(name, parent, tag)
  }

  text(bytes: Uint8Array, from: number, to: number, literal: boolean): void {
    if (this.#part === 'inline') this.#inline.text(bytes, from, to, literal)
    else if (this.#part === 'value')
      this.#addValue(literal ? literalText(bytes, from, to) : xmlText(bytes, from, to))
    else if (this.#part === 'formula')
      this.#addFormula(utf8(bytes, from, Math.min(to, from + longestFormula)), literal)
  }

  #addValue(text: string): void {
    if (this.#type === 'str') this.#budget.text(text.length)
    this.#value += text
    if ((this.#value ?? '').length > longestValue) throw damaged('an endless value')
  }

  /** Formulas are kept as XML has them: nearly always the stored value is what counts, and nobody asks for the formula. */
  #addFormula(text: string, literal: boolean): void {
    if ((this.#formula ?? '').length < longestFormula)
      this.#formula += literal ? text.replaceAll('&', '&amp;') : text
  }

  close(name: string, parent: string): void {
    if (parent === 'c') this.#part = undefined
    else if (this.#part === 'inline') this.#inline.close(name)
  }

  end(): void {
    this.isOpen = false
    this.#row.put(this.#held())
  }

  #held(): Cell {
    const inline = this.#inline.take()
    if (this.#hasInline && this.#value === undefined) return inline || null
    if (this.#formula !== undefined && this.#isWithoutResult())
      return { kind: 'formula', text: unescaped(resolved(this.#formula)) }
    return this.#value === undefined ? null : this.#values.stored(this.#type, this.#value, this.#style)
  }

  /** An empty text is a result; no value at all, or an empty one of another type, is not. */
  #isWithoutResult(): boolean {
    return this.#value === undefined || (this.#type !== 'str' && this.#value.trim() === '')
  }
}
