import type { Cell } from '@rollcall/domain/cell'
import ExcelJS from 'exceljs'
import { readXlsx } from 'hucre/xlsx'
import { readCells } from '../support/read-all.ts'

/** A value all readers can be brought to: dates written out, percentages as numbers, errors as Excel shows them. */
export type Common = string | number | boolean | null

/** The first sheet as each reader has it, without empty cells at the end of a row. */
export const readers = {
  ours: async (bytes: Uint8Array): Promise<Common[][]> =>
    (await readCells(bytes)).map((row) => row.map(fromCell)),

  hucre: async (bytes: Uint8Array): Promise<Common[][]> => {
    const { sheets } = await readXlsx(bytes)
    return tidy(sheets[0]?.rows.map((row) => row.map(fromOther)) ?? [])
  },

  // Its streaming reader now and then misses a part of the zip, so it is the whole workbook that is loaded.
  exceljs: async (bytes: Uint8Array): Promise<Common[][]> => {
    const workbook = new ExcelJS.Workbook()
    await workbook.xlsx.load(bytes.slice().buffer)
    const rows: Common[][] = []
    workbook.worksheets[0]?.eachRow(({ values }) => {
      rows.push(Array.from(values as unknown[], fromOther).slice(1))
    })
    return tidy(rows)
  },
}

function fromCell(cell: Cell): Common {
  if (typeof cell !== 'object' || cell === null) return cell
  if (cell.kind === 'date') return cell.time ? `${cell.date}T${cell.time}` : cell.date
  return cell.kind === 'percent' ? cell.fraction : cell.text
}

function fromOther(value: unknown): Common {
  if (value === undefined || value === null || value === '') return null
  if (value instanceof Date)
    return value
      .toISOString()
      .replace(/\.000Z$/, '')
      .replace(/T00:00:00$/, '')
  if (typeof value !== 'object') return value as Common
  const { result, richText, error } = value as {
    result?: unknown
    richText?: { text: string }[]
    error?: string
  }
  if (richText) return richText.map(({ text }) => text).join('')
  return error ?? fromOther(result)
}

const tidy = (rows: Common[][]): Common[][] =>
  rows
    .map((row) => row.slice(0, row.findLastIndex((value) => value !== null) + 1))
    .filter((row) => row.length > 0)
