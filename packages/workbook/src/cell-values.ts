import type { Cell, FaultyCell } from '@rollcall/domain/cell'
import { dateCells, isoDateCell } from './date-cells.ts'
import { shown } from './number-formats.ts'
import { damaged } from './refusal.ts'
import type { SharedStrings } from './shared-strings.ts'
import { type Styles, shownBy } from './styles.ts'
import { unescaped } from './xml-text.ts'

const number = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/
const mostRemembered = 1000

/** Turns what is stored in a cell into what it holds, by the workbook's own styles, strings and date system. */
export class CellValues {
  readonly #strings: SharedStrings
  readonly #styles: Styles
  readonly #dateCell: (serial: number) => Cell | undefined
  readonly #errors = new Map<string, FaultyCell>()

  constructor(strings: SharedStrings, styles: Styles, date1904: boolean) {
    this.#strings = strings
    this.#styles = styles
    this.#dateCell = dateCells(date1904)
  }

  shared(index: number): Cell {
    const text = this.#strings.text(index)
    return text === '' ? null : text
  }

  styledNumber(value: number, style: number): Cell {
    switch (shownBy(this.#styles, style)) {
      case shown.plain:
        return value
      case shown.percent:
        return { kind: 'percent', fraction: value }
      case shown.date:
        return this.#dateCell(value) ?? value
      case shown.time:
        return value < 1 ? value : (this.#dateCell(value) ?? value)
    }
  }

  /** A value with its type as written: `t="b"` and the like. */
  stored(type: string, stored: string, style: number): Cell {
    if (type === 'str') return unescaped(stored) || null
    const text = stored.trim()
    if (text === '') return null
    switch (type) {
      case 's':
        return this.#sharedAs(text)
      case 'b':
        return text === '1' || text === 'true' || (text !== '0' && text !== 'false' && stored)
      case 'e':
        return this.#error(text)
      case 'd':
        return isoDateCell(text) ?? stored
      default:
        return this.#number(text, style) ?? unescaped(stored)
    }
  }

  #sharedAs(text: string): Cell {
    if (!/^\d{1,10}$/.test(text)) throw damaged('a shared string without a number')
    return this.shared(Number(text))
  }

  #number(text: string, style: number): Cell | undefined {
    const value = number.test(text) ? Number(text) : Number.NaN
    return Number.isFinite(value) ? this.styledNumber(value, style) : undefined
  }

  #error(text: string): FaultyCell {
    const known = this.#errors.get(text)
    if (known) return known
    const cell: FaultyCell = { kind: 'error', text }
    if (this.#errors.size < mostRemembered) this.#errors.set(text, cell)
    return cell
  }
}
