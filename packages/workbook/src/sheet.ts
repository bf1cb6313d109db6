import type { TakeRow } from '@rollcall/domain/cell'
import type { SheetFacts } from '@rollcall/domain/workbook-facts'
import type { CellValues } from './cell-values.ts'
import { columnLetters } from './columns.ts'
import type { Budget } from './limits.ts'
import type { MarkupHandler } from './markup.ts'
import { MarkupCell } from './markup-cell.ts'
import { PlainCells } from './plain-cells.ts'
import { damaged, Refusal } from './refusal.ts'
import { Row } from './row.ts'
import type { Tag } from './tag.ts'

/** Reads one worksheet. Cells written plainly are read by PlainCells, all others tag by tag by MarkupCell. */
export class SheetReader implements MarkupHandler {
  readonly #budget: Budget
  readonly #row: Row
  readonly #cell: MarkupCell
  readonly #plain: PlainCells
  readonly #hiddenColumns: { from: number; to: number }[] = []
  /** How deep we are in something in a row that is not a cell. */
  #foreign = 0
  #merges = 0
  #firstMerge: string | undefined

  constructor(values: CellValues, budget: Budget, takeRow: TakeRow | undefined) {
    this.#budget = budget
    this.#row = new Row(budget, takeRow)
    this.#cell = new MarkupCell(this.#row, values, budget)
    this.#plain = new PlainCells(this.#row, values, budget)
  }

  open(name: string, parent: string, tag: Tag): void {
    if (this.#cell.isOpen) this.#cell.open(name, parent, tag)
    else if (this.#row.isOpen) this.#openInRow(name, parent, tag)
    else if (name === 'row' && parent === 'sheetData') this.#beginRow(tag)
    else if (name === 'mergeCell' && parent === 'mergeCells') this.#merge(tag)
    else if (name === 'col' && parent === 'cols') this.#columns(tag)
  }

  text(bytes: Uint8Array, from: number, to: number, literal: boolean): void {
    if (this.#cell.isOpen) this.#cell.text(bytes, from, to, literal)
  }

  close(name: string, parent: string): void {
    if (this.#cell.isOpen && name === 'c' && parent === 'row') this.#cell.end()
    else if (this.#cell.isOpen) this.#cell.close(name, parent)
    else if (this.#foreign > 0) this.#foreign--
    else if (this.#row.isOpen) this.#row.end()
  }

  stride(bytes: Uint8Array, at: number, end: number): number {
    return this.#row.isOpen && !this.#cell.isOpen && this.#foreign === 0
      ? this.#plain.read(bytes, at, end)
      : at
  }

  facts(name: string, hidden: boolean): SheetFacts {
    const { rows, hiddenRows } = this.#row
    return {
      name,
      hidden,
      rows,
      hiddenRows,
      hiddenColumns: this.#hiddenColumnsInUse(),
      merges: this.#merges,
      ...(this.#firstMerge !== undefined && { firstMerge: this.#firstMerge }),
    }
  }

  #openInRow(name: string, parent: string, tag: Tag): void {
    if (name === 'c' && parent === 'row') this.#cell.begin(tag)
    else this.#foreign++
  }

  #beginRow(tag: Tag): void {
    const number = tag.wholeNumber('r') ?? this.#row.number + 1
    if (!Number.isSafeInteger(number)) throw damaged('a row without a number')
    this.#row.begin(number, tag.isTrue('hidden'))
  }

  #merge(tag: Tag): void {
    this.#merges++
    this.#firstMerge ??= tag.attribute('ref')?.replaceAll('$', '').toUpperCase()
    if (this.#merges > this.#budget.limits.merges) throw new Refusal('too-many-merges')
  }

  #columns(tag: Tag): void {
    if (!tag.isTrue('hidden')) return
    this.#hiddenColumns.push({ from: Number(tag.attribute('min')), to: Number(tag.attribute('max')) })
    if (this.#hiddenColumns.length > this.#budget.limits.columns)
      throw damaged('more columns than Excel can hold')
  }

  #hiddenColumnsInUse(): string[] {
    const used = this.#row.usedColumns
    const letters: string[] = []
    for (const [index, isUsed] of used.entries()) {
      const column = index + 1
      if (isUsed && this.#hiddenColumns.some(({ from, to }) => column >= from && column <= to))
        letters.push(columnLetters(index))
    }
    return letters
  }
}
