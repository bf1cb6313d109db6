import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { FiguresTable } from '@rollcall/domain/figures-table'

/** Figures as they are saved in a file, with all that a reader of them has to know. */
export interface SavedFigures {
  readonly title: string
  /** What nobody may forget who has the file. */
  readonly warning: string
  readonly madeOn: CalendarDate
  /** What they are of and what they were made from: a name and its words. */
  readonly about: readonly (readonly [string, string])[]
  /** What each figure is, with its formula where it has one. */
  readonly figures: readonly (readonly [id: string, title: string, says: string])[]
  /** What became of each authority that was asked. */
  readonly coverage: readonly (readonly [code: string, name: string, standing: string])[]
  readonly table: FiguresTable
}
