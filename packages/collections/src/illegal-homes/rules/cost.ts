import type { WrittenRule } from './written-rule.ts'

export const costRules: readonly WrittenRule[] = [
  {
    code: 'IH-013',
    severity: 'query',
    sheet: 'children',
    kind: 'holds',
    column: 'weekly_cost',
    check: { not: { column: 'weekly_cost', is: 0 } },
    says: {
      message: 'The weekly cost is £0.',
      expected: 'what the home and its care cost for a week',
      fix: 'Give the cost. If you do not hold it, type “Not held”. If it truly cost nothing, explain who paid.',
    },
  },
  {
    code: 'IH-014',
    severity: 'query',
    sheet: 'children',
    kind: 'holds',
    column: 'weekly_cost',
    check: { not: { column: 'weekly_cost', under: 500 } },
    when: { column: 'weekly_cost', over: 0 },
    says: {
      message: 'The weekly cost is {weekly_cost}, which is very low. It may be the cost of a day.',
      expected: '£500 a week or more',
      fix: 'Give the cost of a whole week. If it is right, explain why it is so low.',
    },
  },
  {
    code: 'IH-015',
    severity: 'query',
    sheet: 'children',
    kind: 'holds',
    column: 'weekly_cost',
    check: { not: { column: 'cost_a_year', over: 1_000_000 } },
    when: { not: { column: 'weekly_cost', over: 60_000 } },
    says: {
      message:
        'The weekly cost is {weekly_cost}. Over a year that comes to {cost_a_year}, more than £1 million.',
      expected: 'a cost of no more than £1 million a year, which is about £19,178 a week',
      fix: 'Check that it is the cost of one week for one child. If it is right, explain why it is so high.',
    },
  },
  {
    code: 'IH-016',
    severity: 'error',
    sheet: 'children',
    kind: 'holds',
    column: 'weekly_cost',
    check: { not: { column: 'weekly_cost', over: 60_000 } },
    says: {
      message:
        'The weekly cost is {weekly_cost}. That is more than any week costs: it may be for a month or a year.',
      expected: '£60,000 a week or less',
      fix: 'Give the cost of one week. Divide the cost of a year by 52, or that of a month by 4.33.',
    },
  },
]
