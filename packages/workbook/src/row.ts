import type { Cell, TakeRow } from '@rollcall/domain/cell'
import type { Budget } from './limits.ts'
import { damaged, Refusal } from './refusal.ts'

/** The row being read, and what is counted while rows go by. Rows and columns only ever go forward, as in every honest file. */
export class Row {
  number = 0
  /** The column of the last cell met, empty or not; -1 before the first. */
  column = -1
  isOpen = false
  rows = 0
  hiddenRows = 0
  readonly usedColumns = new Uint8Array(16_384)
  readonly #budget: Budget
  readonly #takeRow: TakeRow | undefined
  readonly #cells: Cell[] = []
  #filled = 0
  #extent = 0
  #hidden = false

  constructor(budget: Budget, takeRow: TakeRow | undefined) {
    this.#budget = budget
    this.#takeRow = takeRow
  }

  begin(number: number, hidden: boolean): void {
    if (number > this.#budget.limits.rows) throw new Refusal('too-many-rows')
    if (!(number > this.number)) throw damaged(`row ${number} comes after row ${this.number}`)
    this.number = number
    this.#hidden = hidden
    this.column = -1
    this.isOpen = true
  }

  /** Moves on to the next cell met. */
  moveTo(column: number): void {
    if (column >= this.#budget.limits.columns) throw new Refusal('too-many-columns')
    if (!(column > this.column)) throw damaged(`two cells in one place in row ${this.number}`)
    this.column = column
  }

  /** Puts a value where the last cell was met. */
  put(value: Cell): void {
    if (value === null) return
    const cells = this.#cells
    const column = this.column
    for (let gap = this.#extent; gap < column; gap++) cells[gap] = null
    cells[column] = value
    this.#extent = column + 1
    this.#filled++
    this.usedColumns[column] = 1
  }

  end(): void {
    this.isOpen = false
    if (this.#filled === 0) return
    this.#budget.row(this.#filled, this.#extent)
    this.rows++
    if (this.#hidden) this.hiddenRows++
    if (this.#cells.length !== this.#extent) this.#cells.length = this.#extent
    this.#filled = 0
    this.#extent = 0
    this.#takeRow?.(this.number, this.#cells, this.#hidden)
  }
}
