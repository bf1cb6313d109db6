import { type CalendarDate, dayFirst, inWords } from './calendar-date.ts'
import type { Cell } from './cell.ts'
import type { CompiledSheet, Row, SheetColumn } from './compiled-sheet.ts'
import type { CellReport } from './report.ts'
import { tidy } from './text.ts'
import { type TypedDate, typedDate } from './types/date.ts'

const mostRemembered = 5000

/** A doubtful date, in as few words as will do: there may be one in every row. */
interface Doubt {
  readonly number: number
  readonly key: string | undefined
  readonly text: string
  readonly date: CalendarDate
}

/**
 * Dates typed as text are read day first. Where a column has one that can only be month first (04/25/2024), the others that could
 * be either (03/04/2024) are in doubt too, and the officer is asked about each.
 */
export function dateDoubts(
  sheet: CompiledSheet,
  places: readonly (number | undefined)[],
  referenceDate: CalendarDate,
) {
  const latestYear = Number(referenceDate.slice(0, 4)) + 10
  const columns = sheet.columns
    .filter(({ source, index }) => source?.type === 'date' && places[index] !== undefined)
    .map((column) => ({
      column,
      at: (places[column.index] ?? 1) - 1,
      monthFirst: false,
      eitherWay: [] as Doubt[],
    }))
  const known = new Map<string, TypedDate | undefined>()
  const typedAs = (text: string): TypedDate | undefined => {
    if (known.has(text)) return known.get(text)
    const typed = typedDate(tidy(text), latestYear)
    if (known.size < mostRemembered) known.set(text, typed)
    return typed
  }

  return {
    look(row: Row, cells: readonly Cell[]): void {
      for (const seen of columns) {
        const cell = cells[seen.at]
        if (typeof cell !== 'string') continue
        const typed = typedAs(cell)
        if (typed?.monthFirst) seen.monthFirst = true
        if (typed?.eitherWay) {
          seen.eitherWay.push({ number: row.number, key: row.key, text: cell, date: typed.date })
        }
      }
    },
    report(tell: (row: Row, column: SheetColumn, words: Omit<CellReport, 'row' | 'column'>) => void): void {
      for (const { column, monthFirst, eitherWay } of columns) {
        if (!monthFirst) continue
        for (const { number, key, text, date } of eitherWay) {
          const answers = sheet.columns.map(({ index }) => (index === column.index ? date : null))
          tell({ number, key, answers, inLastRound: undefined }, column, {
            rule: `${column.id}.ambiguous`,
            severity: 'query',
            message: `${column.heading} is “${text}”. We read it as ${inWords(date)}, but other dates in this column have the month first.`,
            found: text,
            expected: 'every date with the day first',
            fix: `If ${inWords(date)} is right, say so. If not, type it day first, such as ${dayFirst(referenceDate)}.`,
          })
        }
      }
    },
  }
}
