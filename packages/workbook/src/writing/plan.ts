import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { Cell } from '@rollcall/domain/cell'
import type { Look } from './looks.ts'

/** A workbook to be written, as data. `exceljs.ts` turns it into bytes; nothing else knows which library does. */
export interface WorkbookPlan {
  readonly title: string
  readonly subject: string
  readonly description: string
  /** Stands for the moment of writing wherever the format wants one, so that the same plan gives the same bytes. */
  readonly madeOn: CalendarDate
  readonly sheets: readonly SheetPlan[]
}

export interface SheetPlan {
  readonly name: string
  readonly hidden?: boolean
  readonly columns: readonly ColumnPlan[]
  readonly rows: Iterable<RowPlan>
  readonly table?: TablePlan
  readonly validations?: readonly ValidationPlan[]
  /** The row of headings, printed at the top of every page. */
  readonly headingRow?: number
  /** How many rows stay in sight while the others move. */
  readonly frozenRows?: number
}

/** One column of a sheet, and how its cells look where nothing is written yet. */
export interface ColumnPlan {
  /** In characters. */
  readonly width: number
  readonly look?: Look
  /** A number format: 'dd/mm/yyyy'. */
  readonly format?: string
}

export interface RowPlan {
  readonly number: number
  /** From column A on. */
  readonly cells: readonly (Cell | CellPlan)[]
  readonly hidden?: boolean
}

export interface CellPlan {
  readonly value: Cell
  readonly look?: Look
  readonly format?: string
  readonly link?: Place
  /** The paragraphs of a comment on the cell. */
  readonly note?: readonly NotePart[]
}

export interface NotePart {
  readonly text: string
  readonly bold?: boolean
}

/** A cell of this workbook to go to. */
interface Place {
  readonly sheet: string
  readonly cell: string
}

/**
 * A real table of the spreadsheet's own, which screen readers announce. A sheet with one has no comments: exceljs writes the two in
 * an order that Excel does not accept.
 */
interface TablePlan {
  readonly name: string
  readonly headings: readonly string[]
  readonly headingRow: number
  readonly rowCount: number
  readonly filters?: boolean
}

/** What a range of cells offers and says while it is being filled in. */
export interface ValidationPlan {
  /** 'D4:D10003' */
  readonly range: string
  readonly promptTitle: string
  readonly prompt: string
  /** A range to choose from, or a formula that is true of a good answer. Left out: only the prompt. */
  readonly accepts?: { readonly choices: string } | { readonly formula: string }
  /** What is said when the answer is another. It can be kept all the same. */
  readonly warning?: string
}

export const isPlan = (cell: Cell | CellPlan): cell is CellPlan =>
  typeof cell === 'object' && cell !== null && 'value' in cell
