import type { TakeRow } from '@rollcall/domain/cell'

/** Who a workbook is read for. Whatever it throws ends the reading and comes out as it is. */
export interface Visitor {
  /** Told once, before any row: the sheets there are, in the workbook's order (one, named '', for CSV). */
  sheets?(sheets: readonly { readonly name: string; readonly hidden: boolean }[]): void
  /** Whether a sheet has to be read before the others, wherever it stands. Left out: none has. */
  isFirst?(sheet: { readonly name: string; readonly hidden: boolean }): boolean
  /** Asked as each worksheet begins. Give a TakeRow to get its rows, or undefined to pass over it. */
  sheet(sheet: { readonly name: string; readonly hidden: boolean }): TakeRow | undefined
}
