import type { Cell } from '@rollcall/domain/cell'
import type { WorkbookFacts } from '@rollcall/domain/workbook-facts'
import type { Limits } from '@rollcall/workbook/limits'
import { readWorkbook } from '@rollcall/workbook/read-workbook'

interface ReadRow {
  readonly sheet: string
  readonly row: number
  readonly cells: readonly Cell[]
  readonly hidden: boolean
}

export interface WholeWorkbook {
  readonly facts: WorkbookFacts
  readonly rows: readonly ReadRow[]
}

/** Reads everything there is in a file. */
export async function readAll(bytes: Uint8Array, limits?: Partial<Limits>): Promise<WholeWorkbook> {
  const rows: ReadRow[] = []
  const facts = await readWorkbook(
    bytes,
    {
      sheet:
        ({ name }) =>
        (row, cells, hidden) => {
          rows.push({ sheet: name, row, cells: [...cells], hidden })
        },
    },
    limits,
  )
  return { facts, rows }
}

/** Reads everything, and gives the cells of each row. */
export async function readCells(bytes: Uint8Array): Promise<(readonly Cell[])[]> {
  const { rows } = await readAll(bytes)
  return rows.map(({ cells }) => cells)
}
