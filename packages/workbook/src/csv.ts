import type { Cell, TakeRow } from '@rollcall/domain/cell'
import type { WorkbookFacts } from '@rollcall/domain/workbook-facts'
import { csvText } from './csv-encoding.ts'
import { readRecord } from './csv-record.ts'
import { type CsvShape, csvShape } from './csv-shape.ts'
import { mustNotBeMarkup } from './file-kinds.ts'
import type { Budget } from './limits.ts'
import { Refusal } from './refusal.ts'
import type { Visitor } from './visitor.ts'

const recordsBetweenBreaths = 1000

/** Reads a CSV file as a workbook with one sheet without a name. Every cell is text. */
export async function readCsv(bytes: Uint8Array, visitor: Visitor, budget: Budget): Promise<WorkbookFacts> {
  const text = csvText(bytes)
  mustNotBeMarkup(text)
  const shape = csvShape(text)
  const sheet = { name: '', hidden: false }
  visitor.sheets?.([sheet])
  const rows = await readRecords(text, shape, budget, visitor.sheet(sheet))
  return { format: 'csv', sheets: [{ ...sheet, rows, hiddenRows: 0, hiddenColumns: [], merges: 0 }] }
}

async function readRecords(
  text: string,
  { delimiter, start }: CsvShape,
  budget: Budget,
  takeRow: TakeRow | undefined,
): Promise<number> {
  const fields: string[] = []
  const cells: Cell[] = []
  let rows = 0
  let number = 0
  for (let at = start; at < text.length; ) {
    at = readRecord(text, at, delimiter, fields, budget.limits.columns)
    if (++number > budget.limits.rows) throw new Refusal('too-many-rows')
    const filled = toCells(fields, cells)
    if (filled > 0) {
      rows++
      budget.row(filled, cells.length)
      takeRow?.(number, cells, false)
    }
    if (number % recordsBetweenBreaths === 0) await budget.breathe()
  }
  return rows
}

/** Fills the row up to its last cell that is not empty. Returns how many are not. */
function toCells(fields: readonly string[], cells: Cell[]): number {
  let filled = 0
  let extent = 0
  for (let at = 0; at < fields.length; at++) {
    const field = fields[at] as string
    cells[at] = field === '' ? null : field
    if (field === '') continue
    filled++
    extent = at + 1
  }
  cells.length = extent
  return filled
}
