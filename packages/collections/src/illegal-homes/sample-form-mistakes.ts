import type { Cell } from '@rollcall/domain/cell'
import type { Random } from '../sample/random.ts'
import type { Planted, SampleRow } from '../sample/sample.ts'
import type { WholeReturn } from './sample-rows.ts'

interface FormMistake {
  readonly column: string
  readonly rule: string
  fits?(answers: WholeReturn, costsAreSound: boolean): boolean
  cell(answers: WholeReturn): Cell
}

const sheet = 'return'

const mistakes: readonly FormMistake[] = [
  { column: 'children_on_day', rule: 'children_on_day.suppressed', cell: () => '<5' },
  { column: 'children_on_day', rule: 'children_on_day.not-held', cell: () => 'Not held' },
  { column: 'children_on_day', rule: 'children_on_day.blank', cell: () => null },
  {
    column: 'children_on_day',
    rule: 'IH-025',
    // One more would otherwise be more than in the year, too.
    fits: ({ childrenOnDay, childrenInYear }) =>
      childrenInYear === 'not-held' || childrenInYear > childrenOnDay,
    cell: ({ childrenOnDay }) => childrenOnDay + 1,
  },
  {
    column: 'children_in_year',
    rule: 'IH-026',
    fits: ({ childrenOnDay }) => childrenOnDay > 0,
    cell: ({ childrenOnDay }) => childrenOnDay - 1,
  },
  { column: 'children_in_year', rule: 'children_in_year.unreadable', cell: () => 'approx 10' },
  { column: 'children_in_year', rule: 'children_in_year.suppressed', cell: () => 'fewer than 5' },
  {
    // In thousands of pounds. A cost that cannot be read would leave nothing to compare it with.
    column: 'spent_in_year',
    rule: 'IH-027',
    fits: ({ spentInYear }, costsAreSound) =>
      costsAreSound && typeof spentInYear === 'number' && spentInYear > 0,
    cell: ({ spentInYear }) => Math.round(Number(spentInYear) / 1000),
  },
  { column: 'spent_in_year', rule: 'spent_in_year.unreadable', cell: () => '£2.1m' },
  { column: 'spent_in_year', rule: 'spent_in_year.error', cell: () => ({ kind: 'error', text: '#REF!' }) },
  { column: 'notified_ofsted', rule: 'notified_ofsted.unreadable', cell: () => 'All' },
  { column: 'contact_role', rule: 'contact_role.blank', cell: () => null },
]

/** Makes one mistake in the answers about the authority as a whole. */
export function withFormMistake(
  row: SampleRow,
  answers: WholeReturn,
  costsAreSound: boolean,
  random: Random,
): { row: SampleRow; planted: readonly Planted[] } {
  const { column, rule, cell } = random.pick(
    mistakes.filter(({ fits }) => fits === undefined || fits(answers, costsAreSound)),
  )
  return { row: { ...row, [column]: cell(answers) }, planted: [{ sheet, row: 0, column, rule }] }
}
