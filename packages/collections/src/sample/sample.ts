import type { Authority } from '@rollcall/domain/authority'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { Cell } from '@rollcall/domain/cell'

export interface SampleOptions {
  readonly referenceDate: CalendarDate
  readonly seed: number
  /** Only the first so many authorities. */
  readonly authorities?: number
  /** So many rows for each authority, in the place of the published totals. A form has one in any case. */
  readonly rows?: number
  /** The share of rows, or of a form's answers, that have something wrong with them. */
  readonly mistakes: number
}

export type SampleRow = Readonly<Record<string, Cell>>

/** One authority's return as its officer would have it in a spreadsheet. A form is one row. */
export interface SampleReturn {
  readonly authority: Authority
  /** By sheet id; each row by column id. */
  readonly sheets: Readonly<Record<string, readonly SampleRow[]>>
  readonly planted: readonly Planted[]
}

/** Something that was made wrong on purpose, and the finding it has to give in its own cell. */
export interface Planted {
  readonly sheet: string
  /** Which of the sheet's rows, from 0. */
  readonly row: number
  readonly column: string
  readonly rule: string
}

/** Makes believable returns of a collection. They are invented: no child and no provider in them exists. */
export type MakeSample = (options: SampleOptions) => Iterable<SampleReturn>
