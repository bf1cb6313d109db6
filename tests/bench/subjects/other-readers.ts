import { readFile } from 'node:fs/promises'
import ExcelJS from 'exceljs'
import { streamXlsxRows } from 'hucre/xlsx'

// The same with other libraries, as one would use them.

interface Reading {
  readonly file: string
  readonly sheet: string
}

export async function hucre({ file, sheet }: Reading) {
  const bytes = await readFile(file)
  return async () => {
    let cells = 0
    for await (const { values } of streamXlsxRows(bytes, { sheet }))
      for (const value of values) if (value !== null) cells++
    return cells
  }
}

export async function exceljsStreaming({ file, sheet }: Reading) {
  return async () => {
    let cells = 0
    const reader = new ExcelJS.stream.xlsx.WorkbookReader(file, {
      sharedStrings: 'cache',
      styles: 'cache',
      hyperlinks: 'ignore',
      worksheets: 'emit',
    })
    for await (const worksheet of reader) {
      const counts = (worksheet as unknown as { name: string }).name === sheet
      for await (const row of worksheet) if (counts) cells += filled(row.values as unknown[])
    }
    return cells
  }
}

export async function exceljsLoad({ file, sheet }: Reading) {
  const bytes = await readFile(file)
  return async () => {
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(bytes as never)
    let cells = 0
    workbook.getWorksheet(sheet)?.eachRow((row) => {
      cells += filled(row.values as unknown[])
    })
    return cells
  }
}

function filled(values: readonly unknown[]): number {
  let count = 0
  for (const value of values) if (value !== undefined && value !== null && value !== '') count++
  return count
}
