import type { CalendarDate } from './calendar-date.ts'

/**
 * What a workbook holds in one cell, as the reader found it and before anyone asks what it means.
 * An empty cell is `null`; text is kept as it was typed, spaces and all; a plain number is a `number`.
 */
export type Cell = string | number | boolean | null | DateCell | PercentCell | FaultyCell

/** A number shown as a date, or an ISO date. The workbook's own date system has been applied. */
export interface DateCell {
  readonly kind: 'date'
  readonly date: CalendarDate
  /** The time of day as 'HH:MM:SS' where there is one other than midnight. */
  readonly time?: string
}

/** A number shown as a percentage: 0.25 for 25%. */
export interface PercentCell {
  readonly kind: 'percent'
  readonly fraction: number
}

/** A cell without a value of its own: Excel's error (`#N/A`), or a formula saved without its result. */
export interface FaultyCell {
  readonly kind: 'error' | 'formula'
  /** The error as Excel shows it, or the formula without its equals sign. */
  readonly text: string
}

/** Takes one row of a sheet. `cells` is the reader's own array and is used again for the next row: copy what you keep. */
export type TakeRow = (rowNumber: number, cells: readonly Cell[], hidden: boolean) => void
