import type { Cell } from '@rollcall/domain/cell'
import type { Sheet } from '@rollcall/domain/sheet'
import { rawWorkbook } from './raw-workbook.ts'

/** A sheet as a person sees it: rows of cells. */
export interface Grid {
  readonly name: string
  readonly rows: readonly (readonly Cell[])[]
  readonly hidden?: boolean
  /** Rows that are hidden, counted from 0. */
  readonly hiddenRows?: readonly number[]
}

/** A sheet's rows under its headings; a form's answers beside its lines and under its parts. */
export function gridOf(sheet: Sheet, rows: readonly Readonly<Record<string, Cell>>[]): Grid {
  const { name, kind, columns } = sheet
  if (kind === 'table') {
    const answers = rows.map((row) => columns.map(({ id }) => row[id] ?? null))
    return { name, rows: [columns.map(({ heading }) => heading), ...answers] }
  }
  const parts = [...new Set(columns.flatMap(({ part }) => part ?? []))]
  const [answers = {}] = rows
  const lines = Map.groupBy(columns, ({ line, heading }) => line ?? heading)
  return {
    name,
    rows: [
      ['', ...parts],
      ...[...lines].map(([line, own]) => [line, ...own.map(({ id }) => answers[id] ?? null)]),
    ],
  }
}

/** A workbook of these sheets, byte by byte: a thousand of them in the time that a template takes. */
export const workbookOf = (grids: readonly Grid[]): Uint8Array =>
  rawWorkbook({
    formats: ['dd/mm/yyyy', '0.0%'],
    sheets: grids.map(({ name, rows, hidden, hiddenRows = [] }) => ({
      name: escaped(name),
      ...(hidden && { state: 'hidden' as const }),
      rows: rows
        .map((cells, at) => {
          const isHidden = hiddenRows.includes(at)
          return `<row r="${at + 1}"${isHidden ? ' hidden="1"' : ''}>${cells.map((cell, place) => cellXml(cell, `${letters(place)}${at + 1}`)).join('')}</row>`
        })
        .join(''),
    })),
  })

const letters = (place: number): string =>
  place < 26 ? String.fromCharCode(65 + place) : letters(Math.floor(place / 26) - 1) + letters(place % 26)

const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`)

function cellXml(cell: Cell, at: string): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return `<c r="${at}"><v>${cell}</v></c>`
  if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${Number(cell)}</v></c>`
  if (typeof cell === 'string')
    return `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell)}</t></is></c>`
  switch (cell.kind) {
    case 'date':
      return `<c r="${at}" s="1"><v>${serial(cell.date)}</v></c>`
    case 'percent':
      return `<c r="${at}" s="2"><v>${cell.fraction}</v></c>`
    case 'error':
      return `<c r="${at}" t="e"><v>${escaped(cell.text)}</v></c>`
    case 'formula':
      return `<c r="${at}"><f>${escaped(cell.text)}</f></c>`
  }
}

const serial = (date: string): number => Date.parse(date) / 86_400_000 + 25_569

/** The same as CSV, with this between its fields. */
export const csvOf = ({ rows }: Grid, between: string): string =>
  rows.map((cells) => cells.map((cell) => field(shownIn(cell), between)).join(between)).join('\r\n')

const field = (text: string, between: string): string =>
  text.includes(between) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text

function shownIn(cell: Cell): string {
  if (cell === null) return ''
  if (typeof cell !== 'object') return String(cell)
  if (cell.kind === 'date') return cell.date.split('-').toReversed().join('/')
  return cell.kind === 'percent' ? `${cell.fraction * 100}%` : cell.text
}
