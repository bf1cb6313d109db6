import { authorities } from '@rollcall/collections/authorities/authorities'
import type { SampleReturn } from '@rollcall/collections/sample/sample'
import { samples } from '@rollcall/collections/samples'
import type { Cell } from '@rollcall/domain/cell'
import { checkWorkbook } from '@rollcall/workbook/check-workbook'
import { readAllRows } from '@rollcall/workbook/read-all-rows'
import { writeAnnotatedCopy } from '@rollcall/workbook/writing/annotated'
import { writeTemplate } from '@rollcall/workbook/writing/template'
import ExcelJS from 'exceljs'
import { compiled, headings, referenceDate } from '../sample-rows.ts'
import { plainWorkbook } from '../sample-workbook.ts'

interface Size {
  readonly authorities?: number
  readonly rows?: number
}

/** Templates with their rows filled in: dropdowns, guidance and all. */
export function templates(size: Size) {
  const returns = returnsOf(size)
  return async () => {
    for (const { authority, sheets } of returns)
      await writeTemplate({
        collection: compiled.collection,
        authorities,
        authority,
        referenceDate,
        rows: sheets,
      })
  }
}

/** The same rows and nothing else, by the library that templates are written with. */
export function bareExceljs(size: Size) {
  const returns = returnsOf(size)
  return async () => {
    for (const made of returns) await bareCopy(rowsOf(made))
  }
}

/** A copy of a return with five hundred findings marked in it. */
export async function annotated({ rows = 10_000, findings = 500 }: Size & { findings?: number }) {
  const bytes = spoiltReturn(rows, findings)
  const { findings: found } = await checkWorkbook(bytes, compiled)
  return async () => {
    const sheets = await readAllRows(bytes)
    await writeAnnotatedCopy({ sheets, findings: found.slice(0, findings), title: compiled.collection.title })
  }
}

const returnsOf = (size: Size): SampleReturn[] => [
  ...(samples['illegal-homes']?.({ referenceDate, seed: 7, mistakes: 0, ...size }) ?? []),
]

function rowsOf({ sheets }: SampleReturn): Cell[][] {
  const { columns } = compiled.sheet('children').sheet
  return (sheets.children ?? []).map((row) => columns.map(({ id }) => row[id] ?? null))
}

function spoiltReturn(rows: number, findings: number): Uint8Array {
  const [made] = returnsOf({ authorities: 1, rows })
  const every = Math.max(1, Math.floor(rows / findings))
  const cells = made ? rowsOf(made) : []
  for (let row = 0; row < cells.length; row += every) cells[row]?.splice(row % headings.length, 1, '??')
  return plainWorkbook([{ name: 'Children', rows: [headings, ...cells] }])
}

async function bareCopy(rows: readonly (readonly Cell[])[]): Promise<void> {
  const workbook = new ExcelJS.Workbook()
  const sheet = workbook.addWorksheet('Children')
  sheet.addRow(headings)
  for (const row of rows) sheet.addRow(row.map(plainValue))
  await workbook.xlsx.writeBuffer()
}

const plainValue = (cell: Cell) =>
  typeof cell === 'object' && cell !== null ? (cell.kind === 'date' ? new Date(cell.date) : null) : cell
