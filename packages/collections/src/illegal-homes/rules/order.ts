import type { WrittenRule } from './written-rule.ts'

const referenceDate = { day: 'reference-date' } as const
// A date that breaks one rule is left out of the next, so that one mistake gives one finding.
const isBorn = { not: { column: 'date_of_birth', after: referenceDate } }
const isOrderPossible = { not: { column: 'dol_order', is: 'no' } }

export const orderRules: readonly WrittenRule[] = [
  {
    code: 'IH-008',
    severity: 'error',
    sheet: 'children',
    kind: 'required-when',
    column: 'dol_start',
    when: { column: 'dol_order', is: 'yes' },
    says: {
      message: 'There is a deprivation of liberty order, but not the date it started.',
      expected: 'the date the order started',
      fix: 'Give the date. If you do not hold it, type “Not held”. If there is no order, answer No under “Deprivation of liberty order in force on the day”.',
    },
  },
  {
    code: 'IH-009',
    severity: 'error',
    sheet: 'children',
    kind: 'blank-when',
    column: 'dol_start',
    when: {
      all: [
        { column: 'dol_order', is: 'no' },
        { column: 'dol_start', answered: true },
      ],
    },
    says: {
      message: 'An order is said to have started on {dol_start}, but the answer about an order is No.',
      expected: 'an empty cell where there is no order',
      fix: 'If an order was in force on the reference date, answer Yes under “Deprivation of liberty order in force on the day”. If not, empty this cell.',
    },
  },
  {
    code: 'IH-010',
    severity: 'error',
    sheet: 'children',
    kind: 'between',
    column: 'dol_start',
    to: referenceDate,
    when: isOrderPossible,
    says: {
      message: 'The order started on {dol_start}, which is after the reference date.',
      expected: 'a day on or before the reference date',
      fix: 'Check the date. If the order started later, answer No under “Deprivation of liberty order in force on the day” and empty this cell.',
    },
  },
  {
    code: 'IH-011',
    severity: 'error',
    sheet: 'children',
    kind: 'compare',
    column: 'dol_start',
    is: 'on-or-after',
    other: 'date_of_birth',
    when: { all: [isOrderPossible, isBorn] },
    says: {
      message: 'The order started on {dol_start}, before the child was born on {date_of_birth}.',
      expected: 'a day after the child was born',
      fix: 'Check both dates, and mend the one that is wrong.',
    },
  },
  {
    code: 'IH-012',
    severity: 'query',
    sheet: 'children',
    kind: 'holds',
    column: 'dol_start',
    check: { not: { column: 'dol_start', before: { ...referenceDate, months: -12 } } },
    when: { all: [isOrderPossible, { not: { column: 'dol_start', before: { column: 'date_of_birth' } } }] },
    says: {
      message: 'The order started on {dol_start}, more than 12 months before the reference date.',
      expected: 'an order that started in the last 12 months',
      fix: 'If the order was made again since, give the first day of the latest one. If the date is right, explain it.',
    },
  },
]
