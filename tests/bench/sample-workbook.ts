import { toDayNumber } from '@rollcall/domain/calendar-date'
import type { Cell } from '@rollcall/domain/cell'
import { rawWorkbook } from '../support/raw-workbook.ts'
import type { RawEntry } from '../support/raw-zip.ts'

export interface PlainSheet {
  readonly name: string
  readonly rows: Iterable<readonly Cell[]>
}

const style = { date: 1, percent: 2 }
const excelsDayNought = 25_569

/** A workbook as spreadsheet programs save one: shared strings, days as numbers with a date's format. */
export function plainWorkbook(sheets: readonly PlainSheet[]): Uint8Array {
  const places = new Map<string, number>()
  const shared = (text: string) => {
    const place = places.get(text) ?? places.size
    places.set(text, place)
    return place
  }
  const written = sheets.map(({ name, rows }) => ({
    name,
    rows: Array.from(rows, rowWriter(shared)).join(''),
  }))
  const strings = Array.from(places.keys(), (text) => `<t xml:space="preserve">${escaped(text)}</t>`)
  return rawWorkbook({
    sheets: written,
    strings,
    formats: ['dd/mm/yyyy', 10],
    change: asOthersExpect(strings.length),
  })
}

/** Some readers find parts by what the content types say of them, and go by the number of strings the file says it has. */
const asOthersExpect =
  (strings: number) =>
  (entry: RawEntry): RawEntry => {
    if (entry.name.endsWith('sharedStrings.xml'))
      return { ...entry, content: textOf(entry).replace('uniqueCount="1"', `uniqueCount="${strings}"`) }
    if (entry.name !== '[Content_Types].xml') return entry
    return { ...entry, content: textOf(entry).replace('</Types>', `${contentTypes}</Types>`) }
  }

const textOf = ({ content }: RawEntry): string => Buffer.from(content as Uint8Array).toString()

const contentTypes = [
  ['styles', 'styles'],
  ['sharedStrings', 'sharedStrings'],
  ...[1, 2, 3].map((sheet) => [`worksheets/sheet${sheet}`, 'worksheet']),
]
  .map(
    ([part, type]) =>
      `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`,
  )
  .join('')

const rowWriter =
  (shared: (text: string) => number) =>
  (cells: readonly Cell[], place: number): string =>
    `<row r="${place + 1}">${cells.map((cell, column) => cellXml(cell, `${letters(column)}${place + 1}`, shared)).join('')}</row>`

function cellXml(cell: Cell, name: string, shared: (text: string) => number): string {
  if (cell === null) return ''
  if (typeof cell === 'number') return `<c r="${name}"><v>${cell}</v></c>`
  if (typeof cell === 'boolean') return `<c r="${name}" t="b"><v>${Number(cell)}</v></c>`
  if (typeof cell === 'string') return `<c r="${name}" t="s"><v>${shared(cell)}</v></c>`
  if (cell.kind === 'percent') return `<c r="${name}" s="${style.percent}"><v>${cell.fraction}</v></c>`
  if (cell.kind === 'date')
    return `<c r="${name}" s="${style.date}"><v>${toDayNumber(cell.date) + excelsDayNought}</v></c>`
  return `<c r="${name}" t="e"><v>${cell.text}</v></c>`
}

const letters = (column: number): string =>
  column < 26 ? String.fromCharCode(65 + column) : letters(Math.floor(column / 26) - 1) + letters(column % 26)

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
