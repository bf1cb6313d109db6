import { expect, test } from 'vitest'
import { day } from './calendar-date.ts'
import type { Collection } from './collection.ts'
import { comparedPart } from './compared-part.ts'
import { type KeptReturn, keepRows } from './kept-return.ts'
import { lastRoundFrom } from './last-round.ts'
import { aCheck, aTable, compiledFor, type Sheets } from './test-support/a-check.ts'

const columns = [
  { id: 'date_of_birth', heading: 'Date of birth', type: 'date' },
  { id: 'weekly_cost', heading: 'Weekly cost', type: 'money', notHeld: true },
  { id: 'placed_in', heading: 'Placed in', type: 'authority' },
  { id: 'visits', heading: 'Visits', type: 'whole-number' },
]
const derived = [
  { id: 'age', heading: 'Age', kind: 'age', of: 'date_of_birth' },
  { id: 'grown', heading: 'Grown', kind: 'band', of: 'age', bands: [{ label: 'Yes', from: 16 }] },
]
const changed = { severity: 'query', sheet: 'children', kind: 'changed-since-last-round' }

const asking = (...rules: object[]): Collection =>
  aTable(columns, {
    derived,
    rules: rules.map((rule, at) => ({ code: `TE-00${at + 1}`, ...rule })),
  })

const headings = ['Child ID', 'Date of birth', 'Weekly cost', 'Placed in', 'Visits']
const lastYear: Sheets = {
  Children: [
    headings,
    ['A1', '01/02/2007', '£1,000', 'Birmingham', 3],
    ['A2', '31/02/2010', 'NH', 'Camden', 2],
    [null, null, '<5', null, 4],
  ],
}
const now: Sheets = {
  Children: [
    headings,
    ['A1', '01/02/2008', '£9,000', 'Camden', 30],
    ['A2', '01/02/2010', '£9,000', 'Camden', 20],
    ['A3', '01/02/2007', '£9,000', 'Camden', 40],
  ],
}

function keptBy(collection: Collection): KeptReturn {
  const compiled = compiledFor(collection, day('2023-09-01'))
  const rows = keepRows(compiled)
  aCheck(collection, lastYear, { authority: '330', takeRow: rows.take })
  return rows.finish('330')
}

const partOf = (collection: Collection) => comparedPart(keptBy(collection), compiledFor(collection))

test('of a row that is compared with itself there are its key and what is compared', () => {
  const [sheet] = partOf(asking({ ...changed, column: 'visits', sameRow: true })).sheets

  expect(sheet).toEqual({
    sheet: 'children',
    columns: ['child_id', 'visits'],
    rows: [
      { row: 2, key: null, answers: ['A1', 3] },
      { row: 3, key: null, answers: ['A2', 2] },
      { row: 4, key: null, answers: [null, 4] },
    ],
  })
})

test('of a number that is compared there is what it is made of, and no name of a child', () => {
  const where = {
    all: [
      { column: 'grown', is: 'Yes' },
      { column: 'placed_in', is: '330' },
    ],
  }
  const [sheet] = partOf(asking({ ...changed, column: 'child_id', where, sum: 'weekly_cost' })).sheets

  expect(sheet?.columns).toEqual(['date_of_birth', 'weekly_cost', 'placed_in'])
  expect(sheet?.rows[2]?.answers).toEqual([null, { unreadable: '' }, null])
})

test('where rows are only counted, there are rows without answers', () => {
  const [sheet] = partOf(asking({ ...changed, column: 'child_id' })).sheets
  expect([sheet?.columns, sheet?.rows.map(({ answers }) => answers)]).toEqual([[], [[], [], []]])
})

test('where no rule looks at the last round, nothing of it is left', () => {
  expect(partOf(asking()).sheets).toEqual([])
})

test('rules find in the part what they find in the whole', () => {
  const holds = { severity: 'query', sheet: 'children', kind: 'holds', column: 'visits' }
  const collections = [
    asking(
      { ...changed, column: 'visits', sameRow: true },
      { ...changed, column: 'date_of_birth', sameRow: true },
    ),
    asking({ ...changed, column: 'visits', sum: 'visits', minimum: 1 }),
    asking({
      ...changed,
      column: 'weekly_cost',
      sum: 'weekly_cost',
      where: { column: 'placed_in', is: '330' },
    }),
    asking({ ...changed, column: 'child_id', where: { not: { column: 'grown', is: 'Yes' } } }),
    asking({ ...holds, check: { any: [{ inLastRound: true }, { column: 'visits', under: 1 }] } }),
  ]

  for (const collection of collections) {
    const lastRoundIn = (kept: KeptReturn) => lastRoundFrom(kept, compiledFor(collection, day('2023-09-01')))
    const whole = aCheck(collection, now, { authority: '330', lastRound: lastRoundIn(keptBy(collection)) })
    const part = aCheck(collection, now, { authority: '330', lastRound: lastRoundIn(partOf(collection)) })
    const without = aCheck(collection, now, { authority: '330' })

    expect(part.findings).toEqual(whole.findings)
    expect(part.findings).not.toEqual(without.findings)
  }
})
