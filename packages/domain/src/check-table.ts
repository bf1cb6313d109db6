import type { Cell, TakeRow } from './cell.ts'
import { cellFindings } from './cell-findings.ts'
import { dateDoubts } from './date-doubts.ts'
import { type Headings, headingsIn, lastHeadingRow } from './locate.ts'
import { rowReader } from './read-row.ts'
import type { Placing } from './report.ts'
import { reportMissingSheet, type SheetCheck, type Taking } from './sheet-check.ts'
import { quoted } from './text.ts'

/** Checks a table: finds its heading row, then reads row after row. */
export function checkTable(taking: Taking): SheetCheck {
  const { sheet, compiled, report } = taking
  let readFrom: string | undefined
  let placing: Placing | undefined
  let rows = 0

  const begin = (name: string, headingRow: number, headings: Headings): TakeRow => {
    const place: Placing = { name: name || sheet.sheet.name, headingRow, columns: headings.columns }
    placing = place
    readFrom = name
    taking.placed(sheet, place)
    reportHeadings(taking, place, headings)
    const doubts = dateDoubts(sheet, place.columns, compiled.referenceDate)
    ends.push(() =>
      doubts.report((row, column, words) => report.cell(sheet, place, { ...words, row, column })),
    )
    const { scope } = compiled
    const { returning, lastRound } = taking
    const watch = cellFindings(sheet, place, report)
    const read = rowReader(sheet, place.columns, { scope, returning, lastRound, watch })
    return (number, cells) => {
      if (isEmpty(place.columns, cells)) return
      const row = read(number, cells)
      rows++
      doubts.look(row, cells)
      taking.take(row)
    }
  }
  const ends: (() => void)[] = []

  const probe = (name: string) => {
    let takeRow: TakeRow | undefined
    return {
      isIt: () => takeRow !== undefined,
      takeRow: ((number, cells, hidden) => {
        if (takeRow) {
          takeRow(number, cells, hidden)
          return
        }
        const headings =
          readFrom === undefined && number <= lastHeadingRow ? headingsIn(cells, sheet) : undefined
        if (headings) takeRow = begin(name, number, headings)
      }) satisfies TakeRow,
    }
  }

  return {
    probe,
    start: (name) => probe(name).takeRow,
    end: ({ format, sheets }) => {
      for (const end of ends) end()
      if (placing === undefined)
        reportMissingSheet(
          taking,
          format,
          sheets.map(({ name }) => name),
        )
    },
    rows: () => rows,
    readFrom: () => readFrom,
  }
}

function reportHeadings(
  { sheet, report }: Taking,
  { name, headingRow }: Placing,
  { columns, twice, extra }: Headings,
) {
  for (const [place, column] of columns.entries()) {
    const asked = sheet.sheet.columns[place]
    if (column !== undefined || asked === undefined) continue
    report.heading(
      sheet,
      { name, headingRow },
      {
        rule: `${asked.id}.missing-column`,
        severity: 'error',
        column: asked.id,
        heading: asked.heading,
        message: `The column ${asked.heading} is missing.`,
        found: `no column headed ${asked.heading} on row ${headingRow}`,
        expected: `a column headed ${asked.heading}`,
        fix: `Add the column with exactly this heading${asked.required ? '' : '; its cells may stay empty'}.`,
      },
    )
  }
  for (const { place, column } of twice) {
    const asked = sheet.sheet.columns[place]
    if (asked === undefined) continue
    report.heading(
      sheet,
      { name, headingRow, column },
      {
        rule: `${asked.id}.column-twice`,
        severity: 'error',
        column: asked.id,
        heading: asked.heading,
        message: `There are two columns headed ${asked.heading}.`,
        found: `${asked.heading} a second time`,
        expected: 'each heading once',
        fix: 'Delete the column that is not wanted. We read the first of them.',
      },
    )
  }
  for (const { heading: whole, column } of extra) {
    const heading = quoted(whole)
    report.heading(
      sheet,
      { name, headingRow, column },
      {
        rule: `${sheet.id}.extra-column`,
        severity: 'note',
        column: null,
        heading,
        message: `We did not ask for the column ${heading}, so we did not read it.`,
        found: heading,
        expected: 'only the columns of the template',
        fix: 'Nothing needs doing. If it holds something we asked for, give it the heading of the template.',
      },
    )
  }
}

function isEmpty(columns: readonly (number | undefined)[], cells: readonly Cell[]): boolean {
  for (const column of columns) {
    const cell = column === undefined ? null : (cells[column - 1] ?? null)
    if (cell !== null && (typeof cell !== 'string' || cell.trim() !== '')) return false
  }
  return true
}
