import { z } from 'zod'
import { type CalendarDate, inWords } from './calendar-date.ts'
import type { Collection } from './collection.ts'
import { Name } from './ids.ts'
import { Problem } from './problem.ts'

/** What an analyst asks about: the whole return, a row, a cell or a figure. Places only: what they hold stays in the return. */
export const DataQueryAbout = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('return') }),
  z.object({ kind: z.literal('row'), sheet: Name, row: z.int().positive() }),
  z.object({ kind: z.literal('cell'), sheet: Name, row: z.int().positive(), column: Name }),
  z.object({ kind: z.literal('figure'), figure: Name }),
])
export type DataQueryAbout = z.infer<typeof DataQueryAbout>

/** Refuses a sheet, a column or a figure that the collection does not have. */
export function placeMustBeIn(
  { sheets, figures }: Pick<Collection, 'sheets' | 'figures'>,
  about: DataQueryAbout,
): void {
  if (about.kind === 'return') return
  if (about.kind === 'figure') {
    if (!figures.some(({ id }) => id === about.figure)) throw dataQueryProblems.noPlace({ what: 'figure' })
    return
  }
  const sheet = sheets.find(({ id }) => id === about.sheet)
  if (sheet === undefined) throw dataQueryProblems.noPlace({ what: 'sheet' })
  if (about.kind === 'cell' && !sheet.columns.some(({ id }) => id === about.column))
    throw dataQueryProblems.noPlace({ what: 'column' })
}

/** Where that is, in words that people find it by; what the collection has not stays as it is called. */
export function placeInWords(
  { sheets, figures }: Pick<Collection, 'sheets' | 'figures'>,
  about: DataQueryAbout,
): string {
  if (about.kind === 'return') return 'The whole return'
  if (about.kind === 'figure')
    return `The figure “${figures.find(({ id }) => id === about.figure)?.title ?? about.figure}”`
  const sheet = sheets.find(({ id }) => id === about.sheet)
  const row = `row ${about.row} of the sheet “${sheet?.name ?? about.sheet}”`
  if (about.kind === 'row') return row.replace('row', 'Row')
  return `“${sheet?.columns.find(({ id }) => id === about.column)?.heading ?? about.column}” in ${row}`
}

/** Refuses a day by which nobody could answer. */
export function answerDayMustBeAhead(dueOn: CalendarDate, today: CalendarDate): void {
  if (dueOn <= today) throw dataQueryProblems.dueTooSoon({ today })
}

export const dataQueryProblems = {
  noPlace: ({ what }: { what: 'sheet' | 'column' | 'figure' }) =>
    new Problem(
      'invalid',
      'NO_SUCH_PLACE',
      `The collection of this round has no such ${what}. Choose one that it has.`,
    ),

  dueTooSoon: ({ today }: { today: CalendarDate }) =>
    new Problem('invalid', 'DUE_TOO_SOON', `Choose a day after ${inWords(today)} to be answered by.`),

  queriesOpen: ({ open }: { open: number }) =>
    new Problem(
      'conflict',
      'QUERIES_OPEN',
      `${open === 1 ? 'A data query' : `${open} data queries`} about this return ${open === 1 ? 'is' : 'are'} still open. Close ${open === 1 ? 'it' : 'them'} first, then accept the return.`,
    ),

  queryClosed: () =>
    new Problem(
      'conflict',
      'QUERY_CLOSED',
      'This data query is closed. If there is more to ask, raise another.',
    ),
}
