import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { Cell } from '@rollcall/domain/cell'
import type { Finding } from '@rollcall/domain/finding'
import { templateSheets } from '@rollcall/domain/template-sheets'
import type { ReadRow, ReadSheet } from '../read-all-rows.ts'
import { sheetName } from './excel-text.ts'
import { writeWorkbook } from './exceljs.ts'
import { findingsSheet } from './findings-sheet.ts'
import { type Mark, type Marks, marksOf } from './marks.ts'
import { type CellPlan, type ColumnPlan, isPlan, type RowPlan, type SheetPlan } from './plan.ts'

export interface AnnotatedOptions {
  readonly sheets: readonly ReadSheet[]
  readonly findings: readonly Finding[]
  readonly title: string
  /** The day it is made, for the file's properties. */
  readonly madeOn?: CalendarDate
}

// Where no day is given, the same one always, so that the same workbook gives the same copy.
const noDay = '2000-01-01' as CalendarDate

/**
 * A fresh workbook with the officer's own values where they were, each finding marked in its cell and commented, and before them a
 * sheet of the findings whose rows lead to the cells. Put right, it can itself be sent: its values read back the same.
 */
export async function writeAnnotatedCopy({
  sheets,
  findings,
  title,
  madeOn = noDay,
}: AnnotatedOptions): Promise<Uint8Array> {
  const copied = sheets.filter(({ name }) => !isFindings(name))
  const names = namesOf(copied, findings)
  const marks = marksOf(findings)
  return await writeWorkbook({
    title,
    subject: 'A copy of a return, with what is wrong marked in its cells',
    description: 'Put right what is marked, and send this workbook in place of the last one.',
    madeOn,
    sheets: [
      findingsSheet({ findings, title, names, marks }),
      ...copied.map((sheet) => copyOf(sheet, names.get(sheet.name) ?? sheet.name, marks)),
    ],
  })
}

/** The findings of an earlier annotated copy, sent back with it: they are made anew. */
const isFindings = (name: string): boolean => name.toLowerCase() === templateSheets.findings.toLowerCase()

/** What each sheet is called in the copy: as it was, unless no workbook can have that name. */
function namesOf(sheets: readonly ReadSheet[], findings: readonly Finding[]): ReadonlyMap<string, string> {
  const taken = new Set([templateSheets.findings.toLowerCase()])
  const names = new Map<string, string>()
  for (const { name } of sheets) {
    // A CSV file's table has no name; its findings call it what it is in the template.
    const given = sheetName(name || (findings[0]?.sheet ?? 'Return'), taken)
    taken.add(given.toLowerCase())
    names.set(name, given)
    if (name === '') names.set(findings[0]?.sheet ?? given, given)
  }
  return names
}

function copyOf({ name, hidden, rows }: ReadSheet, called: string, marks: Marks): SheetPlan {
  const onSheet = marks.on(name === '' ? called : name)
  const headings = rows.find(({ cells }) => cells.filter((cell) => cell !== null).length > 1)
  return {
    name: called,
    // What is wrong has to be seen to be put right.
    hidden: hidden && onSheet.size === 0,
    columns: columnsFor(rows, headings),
    rows: explains.has(name) ? wrappedRows(rows) : copyRows(rows, headings, onSheet),
  }
}

// These hold no answers, only the template's long texts.
const explains = new Set<string>([templateSheets.cover, templateSheets.guidance, templateSheets.lists])

const wrappedRows = (rows: readonly ReadRow[]): RowPlan[] =>
  rows.map(({ number, cells, hidden }) => ({
    number,
    hidden,
    cells: cells.map((value) => ({ value, look: isOnly(value, cells) ? 'plain' : 'wrapped' })),
  }))

/** A title or a sentence, which may run on over the empty cells beside it. */
const isOnly = (value: Cell, cells: readonly Cell[]): boolean =>
  cells.every((other) => other === null || other === value)

/** The rows as they were, and rows of their own for findings about cells where nothing is. */
function* copyRows(
  rows: readonly ReadRow[],
  headings: ReadRow | undefined,
  marks: ReadonlyMap<number, readonly Mark[]>,
): Generator<RowPlan> {
  const there = new Set(rows.map(({ number }) => number))
  for (const row of rows) {
    const { number, cells, hidden } = row
    const marked = marks.get(number)
    const shown = row === headings ? cells.map(asHeading) : cells
    if (marked === undefined) yield { number, cells: shown, hidden }
    else yield { number, cells: withMarks(shown, marked) }
  }
  for (const [number, marked] of marks) {
    if (!there.has(number)) yield { number, cells: withMarks([], marked) }
  }
}

const asHeading = (value: Cell): CellPlan => ({ value, look: 'label' })

function withMarks(cells: RowPlan['cells'], marks: readonly Mark[]): RowPlan['cells'] {
  const all: (Cell | CellPlan)[] = [...cells]
  for (const { column, look, note } of marks) {
    while (all.length < column) all.push(null)
    const cell = cells[column] ?? null
    all[column] = { value: isPlan(cell) ? cell.value : cell, look, ...(note && { note }) }
  }
  return all
}

const rowsLookedAt = 200
const [narrowest, widest] = [12, 50]

/** Wide enough for what the first rows hold. A row with one cell is a title or a sentence, which may run on; headings are wrapped. */
function columnsFor(rows: readonly ReadRow[], headings: ReadRow | undefined): ColumnPlan[] {
  const widths: number[] = []
  for (const row of rows.slice(0, rowsLookedAt)) {
    const alone = row.cells.filter((cell) => cell !== null).length < 2
    for (const [index, cell] of row.cells.entries()) {
      const length = row === headings ? longestWord(cell) : alone ? 0 : lengthOf(cell)
      widths[index] = Math.min(Math.max(widths[index] ?? narrowest, length + 2), widest)
    }
  }
  return widths.map((width) => ({ width }))
}

const longestWord = (cell: Cell): number =>
  typeof cell === 'string' ? Math.max(...cell.split(/\s/).map(({ length }) => length)) * 1.2 : lengthOf(cell)

function lengthOf(cell: Cell): number {
  if (typeof cell === 'string') return cell.length
  if (typeof cell === 'object' && cell !== null) return cell.kind === 'date' ? (cell.time ? 20 : 11) : 12
  return cell === null ? 0 : String(cell).length
}
