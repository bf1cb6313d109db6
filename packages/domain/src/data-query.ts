import { z } from 'zod'
import { type CalendarDate, inWords } from './calendar-date.ts'
import type { Collection } from './collection.ts'
import { Name } from './ids.ts'
import { Problem } from './problem.ts'

/** What an analyst asks about: the whole return, a row, a cell, a figure, or the reasons given for what a rule found. Places only: what they hold stays in the return. */
export const DataQueryAbout = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('return') }),
  z.object({ kind: z.literal('row'), sheet: Name, row: z.int().positive() }),
  z.object({ kind: z.literal('cell'), sheet: Name, row: z.int().positive(), column: Name }),
  z.object({ kind: z.literal('figure'), figure: Name }),
  z.object({
    kind: z.literal('rule'),
    /** Its code ('IH-014'), or what is wrong with a column ('date_of_birth.doubtful'). */
    rule: z.string().min(1).max(200),
    /** The first few cells it is about, as the workbook names them. */
    cells: z.array(z.string().regex(/^[A-Z]{1,3}[1-9]\d{0,6}$/, 'Name a cell such as F7.')).max(10),
    findings: z.int().positive(),
  }),
])
export type DataQueryAbout = z.infer<typeof DataQueryAbout>

type Places = Pick<Collection, 'sheets' | 'figures' | 'rules'>

/** Refuses a sheet, a column, a figure or a rule that the collection does not have. */
export function placeMustBeIn({ sheets, figures, rules }: Places, about: DataQueryAbout): void {
  if (about.kind === 'return') return
  if (about.kind === 'rule') {
    if (headingOf({ sheets, rules }, about.rule) === undefined)
      throw dataQueryProblems.noPlace({ what: 'rule' })
    return
  }
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
export function placeInWords({ sheets, figures, rules }: Places, about: DataQueryAbout): string {
  if (about.kind === 'return') return 'The whole return'
  if (about.kind === 'rule') return reasonInWords({ sheets, rules }, about)
  if (about.kind === 'figure')
    return `The figure “${figures.find(({ id }) => id === about.figure)?.title ?? about.figure}”`
  const sheet = sheets.find(({ id }) => id === about.sheet)
  const row = `row ${about.row} of the sheet “${sheet?.name ?? about.sheet}”`
  if (about.kind === 'row') return row.replace('row', 'Row')
  return `“${sheet?.columns.find(({ id }) => id === about.column)?.heading ?? about.column}” in ${row}`
}

function reasonInWords(
  places: Pick<Places, 'sheets' | 'rules'>,
  { rule, cells, findings }: Extract<DataQueryAbout, { kind: 'rule' }>,
): string {
  const others = findings - cells.length
  const where = [...cells, ...(others > 0 && cells.length > 0 ? [`${others} more`] : [])]
  const reason = `The reason for “${headingOf(places, rule) ?? rule}” (${rule})`
  return where.length > 0 ? `${reason}, at ${listed(where)}` : reason
}

/** The heading of the column that a rule is about, or else its sheet's name; nothing where there is no such rule. */
function headingOf(
  { sheets, rules }: Pick<Collection, 'sheets' | 'rules'>,
  code: string,
): string | undefined {
  const rule = rules.find((one) => one.code === code)
  const columns = sheets.flatMap((sheet) => sheet.columns)
  const columnId = rule && 'column' in rule ? rule.column : code.split('.')[0]
  const heading = columns.find(({ id }) => id === columnId)?.heading
  return heading ?? (rule && sheets.find(({ id }) => id === rule.sheet)?.name)
}

const listed = (words: readonly string[]): string =>
  words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`

/** Refuses a day by which nobody could answer. */
export function answerDayMustBeAhead(dueOn: CalendarDate, today: CalendarDate): void {
  if (dueOn <= today) throw dataQueryProblems.dueTooSoon({ today })
}

export const dataQueryProblems = {
  noPlace: ({ what }: { what: 'sheet' | 'column' | 'figure' | 'rule' }) =>
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
      `${open === 1 ? 'A question' : `${open} questions`} about this return ${open === 1 ? 'is' : 'are'} still open. Close ${open === 1 ? 'it' : 'them'} first, then accept the return.`,
    ),

  queryClosed: () =>
    new Problem('conflict', 'QUERY_CLOSED', 'This question is closed. If there is more to ask, ask another.'),

  queryOpen: () =>
    new Problem('conflict', 'QUERY_OPEN', 'This question is open. Write in it what there is to say.'),
}
