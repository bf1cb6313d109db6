import { expect, test } from 'vitest'
import { notHeld } from './answer.ts'
import { day } from './calendar-date.ts'
import { PersonId } from './ids.ts'
import {
  columnsToAskFor,
  isIdentifying,
  mustBeAskable,
  mustBeDecidedBy,
  mustBeDownloadable,
  openUntil,
  plainAnswer,
  roundExtractState,
} from './round-extract.ts'
import { aCollection, compiledFor } from './test-support/a-check.ts'

const collection = aCollection({
  sheets: [
    {
      ...{ id: 'children', name: 'Children', intro: 'One child a row.', kind: 'table', key: ['child_id'] },
      acrossAuthorities: ['date_of_birth', 'sex'],
      columns: [
        { id: 'child_id', heading: 'Child ID', type: 'text', maxLength: 20, required: true },
        { id: 'upn', heading: 'UPN', type: 'upn' },
        { id: 'nhs_number', heading: 'NHS number', type: 'nhs-number' },
        { id: 'date_of_birth', heading: 'Date of birth', type: 'date' },
        { id: 'sex', heading: 'Sex', type: 'yes-no' },
        { id: 'moved_in', heading: 'Moved in', type: 'date' },
        { id: 'cost', heading: 'Cost', type: 'money', notHeld: true },
        { id: 'remarks', heading: 'Remarks', type: 'text', maxLength: 200 },
      ],
      derived: [
        { id: 'age', heading: 'Age', kind: 'age', of: 'date_of_birth' },
        { id: 'days_old', heading: 'Days old', kind: 'days-between', from: 'date_of_birth' },
        { id: 'days_there', heading: 'Days there', kind: 'days-between', from: 'moved_in' },
        { id: 'months_old', heading: 'Months old', kind: 'months-between', from: 'date_of_birth' },
      ],
    },
    {
      ...{ id: 'return', name: 'Return', intro: 'One answer a line.', kind: 'form' },
      columns: [{ id: 'spent', heading: 'Spent', type: 'money' }],
    },
  ],
  figures: [
    { id: 'children', kind: 'count', title: 'Children', sheet: 'children', unit: 'children' },
    { id: 'spent', kind: 'sum', title: 'Spent', sheet: 'return', column: 'spent', unit: '£' },
    { id: 'spread', kind: 'spread', title: 'Spread', of: 'children', unit: 'children' },
  ],
})
const compiled = compiledFor(collection)
const sheet = compiled.sheet('children')

test('what tells who a child is stays out, unless it is asked for as such', () => {
  expect(sheet.columns.filter((column) => isIdentifying(sheet, column)).map(({ id }) => id)).toEqual([
    ...['child_id', 'upn', 'nhs_number', 'date_of_birth', 'remarks', 'days_old'],
  ])
  expect(columnsToAskFor(sheet, false).map(({ id }) => id)).toEqual([
    ...['sex', 'moved_in', 'cost', 'age', 'days_there', 'months_old'],
  ])
  expect(columnsToAskFor(sheet, true)).toHaveLength(12)
})

test('a date of birth tells who a child is where returns are not compared by it, too', () => {
  const [children, form] = collection.sheets
  if (children?.kind !== 'table' || form === undefined) throw new Error('the children have a sheet')
  const { acrossAuthorities: _, ...apart } = children
  const own = compiledFor(aCollection({ sheets: [apart, form], figures: collection.figures })).sheet(
    'children',
  )

  expect(columnsToAskFor(own, false).map(({ id }) => id)).not.toContain('date_of_birth')
  expect(columnsToAskFor(own, false).map(({ id }) => id)).not.toContain('days_old')
  expect(columnsToAskFor(own, false).map(({ id }) => id)).toContain('moved_in')
})

const asked = { sheet: 'children', columns: ['cost', 'age'], figure: null, withIdentifiers: false }

test.each([
  [{}, undefined],
  [{ figure: 'children' }, undefined],
  [{ columns: ['child_id'], withIdentifiers: true }, undefined],
  [{ columns: ['child_id', 'remarks', 'age'] }, 'IDENTIFIERS_NOT_ASKED'],
  [{ columns: [] }, 'EXTRACT_COLUMNS_UNKNOWN'],
  [{ columns: ['spent'] }, 'EXTRACT_COLUMNS_UNKNOWN'],
  [{ sheet: 'homes' }, 'EXTRACT_SHEET_UNKNOWN'],
  [{ figure: 'spent' }, 'FIGURE_NOT_OF_SHEET'],
  [{ figure: 'spread' }, 'FIGURE_NOT_OF_SHEET'],
])('an extract is asked for with %j: %s', (change, code) => {
  const ask = () => mustBeAskable({ ...asked, ...change }, compiled)
  if (code === undefined) ask()
  else expect(ask).toThrow(expect.objectContaining({ code }))
})

const today = day('2024-11-01')
const one = PersonId.parse('00000000-0000-4000-8000-000000000001')
const other = PersonId.parse('00000000-0000-4000-8000-000000000002')
const waiting = { askedBy: one, decision: null, until: null, endedAt: null }
const approved = { ...waiting, decision: 'approved', until: openUntil(today) } as const

test('an extract waits, is open for fourteen days, and then is over; it may be refused or ended before', () => {
  expect(openUntil(today)).toBe('2024-11-15')
  expect(roundExtractState(waiting, today)).toBe('asked')
  expect(roundExtractState(approved, day('2024-11-15'))).toBe('approved')
  expect(roundExtractState(approved, day('2024-11-16'))).toBe('over')
  expect(roundExtractState({ ...waiting, decision: 'refused' }, today)).toBe('refused')
  expect(roundExtractState({ ...approved, endedAt: {} }, today)).toBe('ended')
})

test('nobody decides on what they asked for, and nobody downloads what another asked for', () => {
  mustBeDecidedBy(waiting, other, today)
  expect(() => mustBeDecidedBy(waiting, one, today)).toThrow(expect.objectContaining({ code: 'OWN_EXTRACT' }))
  expect(() => mustBeDecidedBy(approved, other, today)).toThrow(
    expect.objectContaining({ code: 'EXTRACT_DECIDED' }),
  )
  mustBeDownloadable(approved, one, today)
  expect(() => mustBeDownloadable(approved, other, today)).toThrow(
    expect.objectContaining({ code: 'NOT_YOUR_EXTRACT' }),
  )
  for (const closed of [waiting, { ...approved, endedAt: {} }, { ...approved, until: day('2024-10-31') }])
    expect(() => mustBeDownloadable(closed, one, today)).toThrow(
      expect.objectContaining({ code: 'EXTRACT_NOT_OPEN' }),
    )
})

test('answers are given as a program reads them', () => {
  const cost = sheet.column('cost')
  expect([plainAnswer(763_250, cost), plainAnswer(notHeld, cost), plainAnswer(null, cost)]).toEqual([
    ...[7632.5, 'Not held', null],
  ])
  expect(plainAnswer('2024-09-01', sheet.column('moved_in'))).toBe('2024-09-01')
  expect(plainAnswer(12, sheet.column('age'))).toBe(12)
})
