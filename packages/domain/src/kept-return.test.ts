import { expect, test } from 'vitest'
import { type Answer, isUnreadable } from './answer.ts'
import { day } from './calendar-date.ts'
import { type KeptReturn, keepRows } from './kept-return.ts'
import { keepLastRound, lastRoundFrom } from './last-round.ts'
import { aCheck, aTable, compiledFor, inShort, type Sheets, theDay } from './test-support/a-check.ts'

const columns = [
  { id: 'date_of_birth', heading: 'Date of birth', type: 'date' },
  { id: 'weekly_cost', heading: 'Weekly cost', type: 'money', notHeld: true },
  { id: 'placed_in', heading: 'Placed in', type: 'authority' },
]
const derived = [
  { id: 'age', heading: 'Age', kind: 'age', of: 'date_of_birth' },
  { id: 'area', heading: 'Area', kind: 'own-authority', of: 'placed_in', same: 'In', other: 'Out' },
]
const children = aTable(columns, { derived })
const headings = ['Child ID', 'Date of birth', 'Weekly cost', 'Placed in']
const sheets: Sheets = {
  Children: [
    headings,
    ['A1', '01/02/2010', '£1,000', 'Birmingham'],
    ['A2', '31/02/2010', 'NH', 'Camden'],
    [null, null, '<5', null],
  ],
}

function kept(given: Sheets = sheets): KeptReturn {
  const rows = keepRows(compiledFor(children))
  const { authority } = aCheck(children, given, { authority: '330', takeRow: rows.take })
  return rows.finish(authority)
}

test('rows are kept as what each cell says, and are plain JSON', () => {
  expect(kept()).toEqual({
    collection: 'test-collection',
    version: 1,
    referenceDate: theDay,
    authority: '330',
    sheets: [
      {
        sheet: 'children',
        columns: ['child_id', 'date_of_birth', 'weekly_cost', 'placed_in'],
        rows: [
          { row: 2, key: 'A1', answers: ['A1', '2010-02-01', 100000, '330'] },
          { row: 3, key: 'A2', answers: ['A2', { unreadable: '31/02/2010' }, { notHeld: true }, '202'] },
          { row: 4, key: null, answers: [null, null, { unreadable: '<5' }, null] },
        ],
      },
    ],
  })
  expect(JSON.parse(JSON.stringify(kept()))).toEqual(kept())
})

test('columns the workbook does not have are left out', () => {
  const [sheet] = kept({
    Children: [
      ['Child ID', 'Weekly cost', 'Placed in'],
      ['A1', 5, 'Camden'],
    ],
  }).sheets
  expect(sheet).toMatchObject({
    columns: ['child_id', 'weekly_cost', 'placed_in'],
    rows: [{ answers: ['A1', 500, '202'] }],
  })
})

const orUnreadable = (answer: Answer) => (isUnreadable(answer) ? answer.said : answer)

test('the last round made from kept rows is the one that was kept as it was read', () => {
  const compiled = compiledFor(children)
  const asRead = keepLastRound()
  aCheck(children, sheets, { authority: '330', takeRow: asRead.take })
  const again = lastRoundFrom(JSON.parse(JSON.stringify(kept())) as KeptReturn, compiled)

  const read = ({ rows }: typeof again) =>
    rows('children').map(({ number, key, answers }) => [number, key, answers.map(orUnreadable)])
  expect(read(again)).toEqual(read(asRead))
  expect(again.row('children', 'A1')).toMatchObject({ number: 2, key: 'A1' })
  expect(again.row('children', 'A9')).toBeUndefined()
})

test('ages of the last round are those of its own reference date', () => {
  const lastYear = compiledFor(children, day('2023-09-01'))
  const age = lastYear.sheet('children').column('age').index
  expect(lastRoundFrom(kept(), lastYear).row('children', 'A1')?.answers[age]).toBe(13)
})

test('a column that was not asked for then is compared with nothing', () => {
  const rules = ['weekly_cost', 'visits'].map((column, index) => ({
    code: `TE-00${index + 1}`,
    severity: 'query',
    sheet: 'children',
    kind: 'changed-since-last-round',
    column,
    sameRow: true,
  }))
  const visits = { id: 'visits', heading: 'Visits', type: 'whole-number' }
  const since = aTable([...columns.slice(0, 2), visits], { rules })
  const lastRound = lastRoundFrom(kept(), compiledFor(since))
  const now = {
    Children: [
      ['Child ID', 'Date of birth', 'Weekly cost', 'Visits'],
      ['A1', '01/02/2010', 900, 4],
    ],
  }

  expect(inShort(aCheck(since, now, { lastRound }))).toEqual(['TE-001 query C2'])
})
