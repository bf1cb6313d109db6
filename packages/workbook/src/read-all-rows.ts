import type { Cell } from '@rollcall/domain/cell'
import { readWorkbook } from './read-workbook.ts'

/** A sheet with every row that holds something, as it was typed. */
export interface ReadSheet {
  /** Empty for the one table of a CSV file. */
  readonly name: string
  readonly hidden: boolean
  readonly rows: readonly ReadRow[]
}

export interface ReadRow {
  readonly number: number
  readonly cells: readonly Cell[]
  readonly hidden: boolean
}

/** Reads a whole workbook into memory, for a copy of it to be written. Throws a Refusal where it cannot be read. */
export async function readAllRows(bytes: Uint8Array): Promise<ReadSheet[]> {
  const sheets: { name: string; hidden: boolean; rows: ReadRow[] }[] = []
  await readWorkbook(bytes, {
    sheet: ({ name, hidden }) => {
      const rows: ReadRow[] = []
      sheets.push({ name, hidden, rows })
      return (number, cells, isHidden) => void rows.push({ number, cells: [...cells], hidden: isHidden })
    },
  })
  return sheets
}
