import { expect, test } from 'vitest'
import { aCheck, aTable, inShort } from './test-support/a-check.ts'

const children = aTable([
  { id: 'date_of_birth', heading: 'Date of birth', type: 'date', required: true },
  { id: 'weekly_cost', heading: 'Weekly cost', type: 'money', required: true, notHeld: true },
])
const headings = ['Child ID', 'Date of birth', 'Weekly cost']

test('a return with nothing wrong is ready', () => {
  const checked = aCheck(children, {
    Children: [headings, ['A1', '01/02/2010', '£10,500'], ['A2', '2011-03-04', 'Not held']],
  })
  expect(checked).toMatchObject({ outcome: 'ready', findings: [], sheets: [{ sheet: 'Children', rows: 2 }] })
})

test('each finding says where, what was found, what was expected and how to fix it', () => {
  const { findings } = aCheck(children, { Children: [headings, ['A1', '31/02/2010', 100]] })
  expect(findings).toEqual([
    {
      rule: 'date_of_birth.unreadable',
      severity: 'error',
      sheet: 'Children',
      cell: 'B2',
      row: 2,
      column: 'date_of_birth',
      heading: 'Date of birth',
      message: 'Date of birth is “31/02/2010”, which is not a date we can read.',
      found: '31/02/2010',
      expected: 'a date, day first, such as 01/09/2024',
      fix: 'Type the day, month and year, such as 04/11/2024.',
    },
  ])
})

test('of a cell with pages of text no more is quoted than is needed to know it again', () => {
  const long = `${'x'.repeat(299)}👨‍👩‍👧${'never '.repeat(5000)}`
  const { findings } = aCheck(children, {
    Children: [
      [...headings, long],
      ['A1', long, '£10,500', ''],
      ['A2', '2011-03-04', long, ''],
    ],
  })
  const [extra, date, cost] = findings
  for (const words of [extra?.heading, extra?.found, date?.found, cost?.found])
    expect(words).toBe(`${'x'.repeat(299)}…`)
  for (const { message } of findings) expect(message.length).toBeLessThan(500)
})

test('columns are found by their headings, in any order, below any title', () => {
  const checked = aCheck(children, {
    Children: [
      ['Children'],
      ['One child a row.'],
      ['weekly COST ', 'Child  id', 'date_of_birth'],
      ['lots', 'A1', '01/02/2010'],
    ],
  })
  expect(inShort(checked)).toEqual(['weekly_cost.unreadable error A4'])
})

test('a suppressed value is told that the true number is owed', () => {
  const { findings } = aCheck(children, { Children: [headings, ['A1', '01/02/2010', '<5']] })
  expect(findings).toMatchObject([
    { rule: 'weekly_cost.suppressed', fix: expect.stringContaining('Give the true answer') },
  ])
})

test('findings come in the order of sheet, row and column, however many there are', () => {
  const rows = Array.from({ length: 500 }, () => ['', 'never', 'lots'])
  const found = inShort(aCheck(children, { Children: [headings, ...rows] }))
  expect(found).toHaveLength(1500)
  expect(found.slice(0, 4)).toEqual([
    'child_id.blank error A2',
    'date_of_birth.unreadable error B2',
    'weekly_cost.unreadable error C2',
    'child_id.blank error A3',
  ])
})

test('a missing column is one finding, not one for every row', () => {
  const checked = aCheck(children, {
    Children: [headings.slice(0, 2), ['A1', '01/02/2010'], ['A2', '01/02/2011']],
  })
  expect(inShort(checked)).toEqual(['weekly_cost.missing-column error -'])
})

test('a missing sheet is an error, never an empty return', () => {
  expect(inShort(aCheck(children, { Notes: [['hello']] }))).toEqual([
    'workbook.extra-sheet note -',
    'children.missing-sheet error -',
  ])
})

test('a sheet by another name is found by its headings', () => {
  const checked = aCheck(children, { Sheet1: [headings, ['A1', '01/02/2010', 5]] })
  expect(checked).toMatchObject({ outcome: 'ready', sheets: [{ rows: 1 }] })
})

test('the template says whose return it is', () => {
  const sheets = {
    Rollcall: [
      ['authority', '330'],
      ['collection', 'test-collection'],
    ],
    Children: [headings],
  }
  expect(aCheck(children, sheets).authority).toBe('330')
})

test('a template made for another authority or collection is refused as such', () => {
  const said = (...pairs: [string, string][]) => ({ Rollcall: pairs, Children: [headings] })
  expect(inShort(aCheck(children, said(['authority', '202']), { authority: '330' }))).toEqual([
    'workbook.other-authority error -',
  ])
  expect(inShort(aCheck(children, said(['collection', 'homeless-16-17'])))).toEqual([
    'workbook.other-collection error -',
  ])
})

test('a template made for another day or of another version is told so', () => {
  const said = (...pairs: [string, string][]) => ({ Rollcall: pairs, Children: [headings] })
  expect(inShort(aCheck(children, said(['reference date', '2023-09-01'])))).toEqual([
    'workbook.other-date error -',
  ])
  expect(inShort(aCheck(children, said(['version', '2'])))).toEqual(['workbook.other-version query -'])
})

test('one date that can only be month first puts the others of its column in doubt', () => {
  const rows = [
    ['A1', '04/25/2010', 5],
    ['A2', '03/04/2010', 5],
    ['A3', '13/04/2010', 5],
    ['A4', '05/05/2010', 5],
  ]
  expect(inShort(aCheck(children, { Children: [headings, ...rows] }))).toEqual([
    'date_of_birth.ambiguous query B2',
    'date_of_birth.ambiguous query B3',
  ])
})

test('rows of nothing but spaces are passed over', () => {
  const checked = aCheck(children, { Children: [headings, [' ', null, '\u00a0'], ['A1', '01/02/2010', 5]] })
  expect(checked.sheets).toEqual([{ sheet: 'Children', rows: 1 }])
})
