import type { WrittenRule } from './written-rule.ts'

export const formRules: readonly WrittenRule[] = [
  {
    code: 'IH-025',
    severity: 'error',
    sheet: 'return',
    kind: 'adds-up',
    column: 'children_on_day',
    of: { rows: 'children' },
    says: {
      message: 'The number of children is given as {children_on_day}, but the Children sheet has {sum}.',
      expected: '{wanted}',
      fix: 'If a child is missing or given twice, mend the Children sheet. If not, mend this number.',
    },
  },
  {
    code: 'IH-026',
    severity: 'error',
    sheet: 'return',
    kind: 'compare',
    column: 'children_in_year',
    is: 'at-least',
    other: 'children_on_day',
    says: {
      message:
        'You say that {children_in_year} children lived in such homes in the year, but {children_on_day} did on the reference date alone.',
      expected: '{children_on_day} or more: the reference date is part of the year',
      fix: 'Check both numbers, and mend the one that is wrong. If you do not hold the number for the year, type “Not held”.',
    },
  },
  {
    code: 'IH-027',
    severity: 'query',
    sheet: 'return',
    kind: 'adds-up',
    column: 'spent_in_year',
    // A cost that is wrong in itself has its own finding, and one that is not held could only make the sum larger.
    of: {
      sum: 'weekly_cost',
      sheet: 'children',
      where: {
        all: [{ column: 'weekly_cost', answered: true }, { not: { column: 'weekly_cost', over: 60_000 } }],
      },
    },
    is: 'at-least',
    times: 4,
    says: {
      message:
        'You say that {spent_in_year} was spent in the year. The children there on the reference date cost {sum} a week, so that is less than four weeks’ worth.',
      expected: '{wanted} or more',
      fix: 'Check that it is the spending of a whole year, in pounds and not in thousands. If it is right, explain why it is so low.',
    },
  },
  {
    code: 'IH-028',
    severity: 'query',
    sheet: 'return',
    kind: 'adds-up',
    column: 'spent_in_year',
    of: { sum: 'weekly_cost', sheet: 'children' },
    is: 'at-most',
    times: 104,
    says: {
      message:
        'You say that {spent_in_year} was spent in the year. The children there on the reference date cost {sum} a week, so that is more than two years’ worth.',
      expected: '{wanted} or less',
      fix: 'Check that it is the spending of one year on these homes only. If it is right, explain it: many children may have left before the reference date.',
    },
  },
]
