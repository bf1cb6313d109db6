import type { Cell, TakeRow } from './cell.ts'
import { cellFindings } from './cell-findings.ts'
import { type FormPlaces, formPlaces } from './locate.ts'
import { rowReader } from './read-row.ts'
import type { Placing } from './report.ts'
import { reportMissingSheet, type SheetCheck, type Taking } from './sheet-check.ts'

// A form is short; anything longer is something else.
const mostRows = 2000

/** Checks a form: keeps its rows, then finds each answer by the words of its question. It makes one row. */
export function checkForm(taking: Taking): SheetCheck {
  const { sheet } = taking
  const kept = new Map<string, { number: number; cells: Cell[] }[]>()
  let readFrom: string | undefined

  const keepFrom = (name: string): TakeRow => {
    const rows: { number: number; cells: Cell[] }[] = []
    kept.set(name, rows)
    return (number, cells) => {
      if (rows.length < mostRows) rows.push({ number, cells: [...cells] })
    }
  }

  return {
    start: (name) => {
      readFrom = name
      return keepFrom(name)
    },
    // Another sheet is taken for the form when it has at least half of its questions, which is known once it has been read.
    probe: (name) => ({ takeRow: keepFrom(name), isIt: () => false }),
    end: ({ format, sheets }) => {
      const found = [...kept].map(([name, rows]) => ({ name, rows, places: formPlaces(rows, sheet) }))
      const best =
        found.find(({ name }) => name === readFrom) ??
        found.find(({ places }) => places.lines * 2 >= sheet.asked)
      if (best === undefined || best.places.lines === 0) {
        readFrom = undefined
        reportMissingSheet(
          taking,
          format,
          sheets.map(({ name }) => name),
        )
        return
      }
      readFrom = best.name
      readForm(taking, best.name, best.rows, best.places)
    },
    rows: () => (readFrom === undefined ? 0 : 1),
    readFrom: () => readFrom,
  }
}

function readForm(
  taking: Taking,
  name: string,
  rows: readonly { number: number; cells: readonly Cell[] }[],
  { headingRow, rows: lines, columns }: FormPlaces,
): void {
  const { sheet, compiled, report } = taking
  const placing: Placing = { name: name || sheet.sheet.name, headingRow, columns, rows: lines }
  taking.placed(sheet, placing)
  const byNumber = new Map(rows.map(({ number, cells }) => [number, cells]))
  const watch = cellFindings(sheet, placing, report)
  for (const [place, line] of lines.entries()) {
    if (line === undefined) reportMissingQuestion(taking, placing, place)
  }
  // The answers in the order they were asked for, as if the form were a table of one row.
  const cells = lines.map(
    (line, place): Cell =>
      line === undefined ? null : (byNumber.get(line)?.[(columns[place] ?? 1) - 1] ?? null),
  )
  const places = lines.map((line, place) => (line === undefined ? undefined : place + 1))
  const { returning, lastRound } = taking
  const read = rowReader(sheet, places, { scope: compiled.scope, returning, lastRound, watch })
  taking.take(read(headingRow, cells))
}

function reportMissingQuestion(
  { sheet, report }: Taking,
  { name, headingRow }: Placing,
  place: number,
): void {
  const asked = sheet.sheet.columns[place]
  if (asked === undefined) return
  const words = asked.line ?? asked.heading
  report.heading(
    sheet,
    { name, headingRow },
    {
      rule: `${asked.id}.missing-column`,
      severity: 'error',
      column: asked.id,
      heading: asked.heading,
      message: `The question “${words}” is missing.`,
      found: `no line that says “${words}”`,
      expected: `a line that says “${words}”`,
      fix: 'Copy your answers into the template for this request, and keep its questions as they are.',
    },
  )
}
