import type { Cell } from './cell.ts'
import type { Column } from './column.ts'
import type { CompiledSheet } from './compiled-sheet.ts'
import { likeness } from './text.ts'

/** How far down the heading row is looked for. */
export const lastHeadingRow = 30

/** The heading row of a table, once found: which column of the workbook holds each column asked for. */
export interface Headings {
  /** By a column's place among those asked, counted from 1 in the workbook. */
  readonly columns: (number | undefined)[]
  /** Columns asked for whose heading stands twice. */
  readonly twice: readonly { readonly place: number; readonly column: number }[]
  /** Headings that nobody asked for. */
  readonly extra: readonly { readonly heading: string; readonly column: number }[]
}

/** Reads a row as a heading row. It is one when it has at least half of the headings asked for. */
export function headingsIn(cells: readonly Cell[], sheet: CompiledSheet): Headings | undefined {
  const asked = wordsOf(sheet)
  const columns: (number | undefined)[] = sheet.sheet.columns.map(() => undefined)
  const twice: { place: number; column: number }[] = []
  const extra: { heading: string; column: number }[] = []
  for (const [index, cell] of cells.entries()) {
    if (typeof cell !== 'string' || cell.trim() === '') continue
    const place = asked.get(likeness(cell))
    if (place === undefined) extra.push({ heading: cell, column: index + 1 })
    else if (columns[place] === undefined) columns[place] = index + 1
    else twice.push({ place, column: index + 1 })
  }
  const found = columns.filter((column) => column !== undefined).length
  return found * 2 >= columns.length ? { columns, twice, extra } : undefined
}

const known = new WeakMap<CompiledSheet, ReadonlyMap<string, number>>()

/** Everything a column's heading may be: the heading, its aliases, and the column's id. */
function wordsOf(compiled: CompiledSheet): ReadonlyMap<string, number> {
  const before = known.get(compiled)
  if (before) return before
  const words = new Map<string, number>()
  for (const [place, column] of compiled.sheet.columns.entries()) {
    for (const word of headingsOf(column)) words.set(likeness(word), place)
  }
  known.set(compiled, words)
  return words
}

const headingsOf = ({ id, heading, aliases }: Column): readonly string[] => [id, ...aliases, heading]

/** A form's answers, found by the words of their lines and the headings of their parts. */
export interface FormPlaces {
  readonly headingRow: number
  /** By a column's place among those asked. */
  readonly rows: (number | undefined)[]
  readonly columns: (number | undefined)[]
}

/** How many of the form's lines were found, and where each of its answers stands. */
export function formPlaces(
  rows: readonly { number: number; cells: readonly Cell[] }[],
  { sheet }: CompiledSheet,
): FormPlaces & { readonly lines: number } {
  const lineAt = linesIn(rows)
  const parts = partsIn(rows, sheet.columns)
  const found = sheet.columns.map((column) => {
    const line = firstOf(lineAt, column.line === undefined ? headingsOf(column) : [column.line])
    if (line === undefined) return undefined
    const answerColumn = parts.columns.get(likeness(column.part ?? '')) ?? line.column + 1
    return { row: line.row, column: answerColumn }
  })
  return {
    headingRow: parts.row,
    rows: found.map((place) => place?.row),
    columns: found.map((place) => place?.column),
    lines: found.filter((place) => place !== undefined).length,
  }
}

interface Line {
  readonly row: number
  readonly column: number
}

/** The first text of each row, by its likeness. */
function linesIn(rows: readonly { number: number; cells: readonly Cell[] }[]): ReadonlyMap<string, Line> {
  const lines = new Map<string, Line>()
  for (const { number, cells } of rows) {
    const index = cells.findIndex((cell) => cell !== null)
    const first = cells[index]
    if (typeof first === 'string' && !lines.has(likeness(first))) {
      lines.set(likeness(first), { row: number, column: index + 1 })
    }
  }
  return lines
}

/** The row that names the parts of a grid ('Answer' where there are none), and the column of each. */
function partsIn(rows: readonly { number: number; cells: readonly Cell[] }[], columns: readonly Column[]) {
  const wanted = new Set(columns.map(({ part }) => likeness(part ?? 'Answer')))
  for (const { number, cells } of rows.slice(0, lastHeadingRow)) {
    const found = new Map<string, number>()
    for (const [index, cell] of cells.entries()) {
      if (typeof cell === 'string' && wanted.has(likeness(cell))) found.set(likeness(cell), index + 1)
    }
    if (found.size === wanted.size) {
      const only = found.get('answer')
      if (only !== undefined) found.set('', only)
      return { row: number, columns: found }
    }
  }
  return { row: 1, columns: new Map<string, number>() }
}

const firstOf = (lines: ReadonlyMap<string, Line>, words: readonly string[]): Line | undefined =>
  words.map((word) => lines.get(likeness(word))).find((line) => line !== undefined)
