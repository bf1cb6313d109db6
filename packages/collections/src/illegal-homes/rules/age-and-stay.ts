import type { WrittenRule } from './written-rule.ts'

const referenceDate = { day: 'reference-date' } as const
// A date that breaks one rule is left out of the next, so that one mistake gives one finding.
const isBorn = { not: { column: 'date_of_birth', after: referenceDate } }

export const ageRules: readonly WrittenRule[] = [
  {
    code: 'IH-001',
    severity: 'error',
    sheet: 'children',
    kind: 'between',
    column: 'date_of_birth',
    to: referenceDate,
    says: {
      message: 'The date of birth, {date_of_birth}, is after the reference date.',
      expected: 'a day on or before the reference date',
      fix: 'Check the year. Type the date of birth day first, such as 04/11/2011.',
    },
  },
  {
    code: 'IH-002',
    severity: 'error',
    sheet: 'children',
    kind: 'holds',
    column: 'date_of_birth',
    check: { not: { column: 'age', over: 17 } },
    says: {
      message:
        'A person born on {date_of_birth} was {age} on the reference date. This return is about children.',
      expected: 'someone under 18 on the reference date',
      fix: 'Check the date of birth. If it is right, take the row out of the return.',
    },
  },
  {
    code: 'IH-003',
    severity: 'query',
    sheet: 'children',
    kind: 'holds',
    column: 'date_of_birth',
    check: { not: { column: 'age', under: 5 } },
    says: {
      message: 'A child born on {date_of_birth} was only {age} on the reference date.',
      expected: 'a child of 5 or over: younger ones are very rarely in such a home',
      fix: 'Check the date of birth. If it is right, explain why so young a child was there.',
    },
  },
]

export const stayRules: readonly WrittenRule[] = [
  {
    code: 'IH-004',
    severity: 'error',
    sheet: 'children',
    kind: 'between',
    column: 'placed_on',
    to: referenceDate,
    says: {
      message: 'The child moved in on {placed_on}, which is after the reference date.',
      expected: 'a day on or before the reference date',
      fix: 'Check the date. If the child moved in later, take the row out: only children there on the reference date count.',
    },
  },
  {
    code: 'IH-005',
    severity: 'error',
    sheet: 'children',
    kind: 'compare',
    column: 'placed_on',
    is: 'on-or-after',
    other: 'date_of_birth',
    when: isBorn,
    says: {
      message: 'The child moved in on {placed_on}, before they were born on {date_of_birth}.',
      expected: 'a day after the child was born',
      fix: 'Check both dates, and mend the one that is wrong.',
    },
  },
  {
    code: 'IH-006',
    severity: 'query',
    sheet: 'children',
    kind: 'holds',
    column: 'placed_on',
    check: { not: { column: 'placed_on', before: { ...referenceDate, years: -3 } } },
    when: { not: { column: 'placed_on', before: { column: 'date_of_birth' } } },
    says: {
      message: 'The child moved in on {placed_on}, more than three years before the reference date.',
      expected: 'a stay of three years or less',
      fix: 'Check the date. If it is right, explain why the child has been there so long.',
    },
  },
  {
    code: 'IH-007',
    severity: 'error',
    sheet: 'children',
    kind: 'between',
    column: 'expected_end',
    from: referenceDate,
    says: {
      message: 'The child is expected to leave on {expected_end}, which is before the reference date.',
      expected: 'a day on or after the reference date, or an empty cell',
      fix: 'Check the date. If the child had left by the reference date, take the row out. If there is no plan yet, leave the cell empty.',
    },
  },
]
