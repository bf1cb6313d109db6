import { expect, test } from 'vitest'
import { day } from '../calendar-date.ts'
import type { Cell } from '../cell.ts'
import { keepLastRound } from '../last-round.ts'
import { aCheck, aCollection, aTable, inShort, type Sheets } from '../test-support/a-check.ts'

const columns = [
  { id: 'born', heading: 'Born', type: 'date' },
  { id: 'moved', heading: 'Moved', type: 'date' },
  { id: 'left', heading: 'Left', type: 'date' },
  { id: 'cost', heading: 'Cost', type: 'money', notHeld: true },
  { id: 'order', heading: 'Order', type: 'yes-no', notHeld: true },
]
const headings = ['Child ID', 'Born', 'Moved', 'Left', 'Cost', 'Order']
const born = { kind: 'date', date: day('2010-05-06') } as const

const ruled = (...rules: Record<string, unknown>[]) =>
  aTable(columns, {
    rules: rules.map((rule, index) => ({
      code: `TE-00${index + 1}`,
      severity: 'error',
      sheet: 'children',
      ...rule,
    })),
  })

function found(rule: Record<string, unknown>, ...rows: Cell[][]): string[] {
  return inShort(aCheck(ruled(rule), { Children: [headings, ...rows] }, { authority: '330' }))
}
const message = (rule: Record<string, unknown>, ...rows: Cell[][]): string | undefined =>
  aCheck(ruled(rule), { Children: [headings, ...rows] }, { authority: '330' }).findings[0]?.message

test('required: the cell is filled in', () => {
  expect(found({ kind: 'required', column: 'cost' }, ['A1'], ['A2', null, null, null, 'Not held'])).toEqual([
    'TE-001 error E2',
  ])
})

test('required-when: the cell is filled in wherever a condition holds', () => {
  const rule = { kind: 'required-when', column: 'cost', when: { column: 'order', is: 'yes' } }
  expect(found(rule, ['A1', null, null, null, null, 'yes'], ['A2', null, null, null, null, 'no'])).toEqual([
    'TE-001 error E2',
  ])
})

test('required-when: nothing is said when the condition rests on a cell that could not be read', () => {
  const rule = { kind: 'required-when', column: 'cost', when: { not: { column: 'order', is: 'no' } } }
  expect(found(rule, ['A1', null, null, null, null, 'perhaps'])).toEqual(['order.unreadable error F2'])
})

test('blank-when: the cell is left blank wherever a condition holds', () => {
  const rule = { kind: 'blank-when', column: 'cost', when: { column: 'order', is: 'no' } }
  expect(found(rule, ['A1', null, null, null, 5, 'no'], ['A2', null, null, null, 5, 'yes'])).toEqual([
    'TE-001 error E2',
  ])
})

test('one-of: the answer is one of a few', () => {
  const rule = { kind: 'one-of', column: 'order', values: ['yes'] }
  expect(message(rule, ['A1', null, null, null, null, 'no'])).toBe('Order is No, where only Yes fits.')
})

test('between: the value lies between two bounds, in pounds and in dates', () => {
  const cost = { kind: 'between', column: 'cost', from: 500, to: 60_000 }
  expect(
    found(
      cost,
      ['A1', null, null, null, 499.99],
      ['A2', null, null, null, 500],
      ['A3', null, null, null, 60_001],
    ),
  ).toEqual(['TE-001 error E2', 'TE-001 error E4'])
  const moved = { kind: 'between', column: 'moved', from: { column: 'born' }, to: { day: 'reference-date' } }
  expect(
    found(moved, ['A1', born, '05/05/2010'], ['A2', born, '06/05/2010'], ['A3', born, '02/09/2024']),
  ).toEqual(['TE-001 error C2', 'TE-001 error C4'])
})

test('compare: two columns stand in a relation, and both are named when they do not', () => {
  const rule = { kind: 'compare', column: 'moved', is: 'on-or-after', other: 'born' }
  expect(message(rule, ['A1', born, '05/05/2010'])).toBe('Moved is 05/05/2010, but Born is 06/05/2010.')
  expect(found(rule, ['A1', born, '06/05/2010'], ['A2', born, null], ['A3', 'never', '06/05/2010'])).toEqual([
    'born.unreadable error B4',
  ])
})

test('holds: says what the collection says, with the values in it', () => {
  const rule = {
    kind: 'holds',
    column: 'cost',
    check: { column: 'cost', under: 1000 },
    severity: 'query',
    says: { message: 'The cost is {cost} for {child_id}.', expected: 'less', fix: 'Check it.' },
  }
  const [finding] = aCheck(ruled(rule), { Children: [headings, ['A1', null, null, null, 1000.5]] }).findings
  expect(finding).toMatchObject({
    message: 'The cost is £1,000.50 for A1.',
    subject: 'A1',
    value: '[100050]',
    found: '£1,000.50',
  })
})

test('unique: the later of two rows is reported, and names the first', () => {
  const rule = { kind: 'unique', columns: ['child_id'] }
  expect(message(rule, ['A1'], ['A2'], ['A1'])).toBe('Child ID is the same as on row 2.')
  expect(found(rule, ['A1'], ['A1'], ['A1'])).toEqual(['TE-001 error A3', 'TE-001 error A4'])
})

test('unique: rows alike in another column too are left to another rule', () => {
  const rule = { kind: 'unique', columns: ['born', 'moved'], unlessSame: 'child_id' }
  expect(found(rule, ['A1', born, born], ['A1', born, born], ['A2', born, born], ['A3', born, null])).toEqual(
    ['TE-001 error B4'],
  )
})

test('adds-up: a total is the sum of its parts, unless a part is not known', () => {
  const numbers = ['total', 'boys', 'girls'].map((id) => ({
    id,
    heading: id,
    type: 'whole-number',
    notHeld: true,
  }))
  const collection = aTable(numbers, {
    rules: [
      {
        code: 'TE-001',
        severity: 'error',
        sheet: 'children',
        kind: 'adds-up',
        column: 'total',
        of: { parts: ['boys', 'girls'] },
      },
    ],
  })
  const rows: Cell[][] = [
    ['A1', 12, 5, 6],
    ['A2', 11, 5, 6],
    ['A3', 5, 5],
    ['A4', 12, 5, 'Not held'],
    ['A5', null, 5, 6],
  ]
  const { findings } = aCheck(collection, { Children: [['Child ID', 'total', 'boys', 'girls'], ...rows] })
  expect(findings.map(({ cell, message }) => `${cell} ${message}`)).toEqual([
    'B2 total is 12, but boys + girls comes to 11.',
  ])
})

const withForm = (rule: Record<string, unknown>) =>
  aCollection({
    sheets: [
      ...aTable(columns).sheets,
      {
        id: 'return',
        name: 'Return',
        intro: 'Totals.',
        kind: 'form',
        columns: [
          { id: 'on_day', heading: 'Children on the day', type: 'whole-number', required: true },
          { id: 'spent', heading: 'Spent', type: 'money' },
        ],
      },
    ],
    rules: [{ code: 'TE-001', severity: 'error', sheet: 'return', ...rule }],
  })
const form = (onDay: Cell, spent: Cell = null): Cell[][] => [
  ['Question', 'Answer'],
  ['Children on the day', onDay],
  ['Spent', spent],
]

test('adds-up: a number on a form is the number of rows of a sheet, whichever comes first', () => {
  const rule = { kind: 'adds-up', column: 'on_day', of: { rows: 'children' } }
  const Children: Cell[][] = [headings, ['A1'], ['A2']]
  expect(inShort(aCheck(withForm(rule), { Children, Return: form(2) }))).toEqual([])
  expect(inShort(aCheck(withForm(rule), { Return: form(3), Children }))).toEqual(['TE-001 error B2'])
  expect(aCheck(withForm(rule), { Return: form(3), Children }).findings[0]?.message).toBe(
    'Children on the day is 3, but the number of rows on the Children sheet is 2.',
  )
})

test('adds-up: a number may have a limit made from a column of a sheet', () => {
  const rule = {
    kind: 'adds-up',
    column: 'spent',
    of: { sum: 'cost', sheet: 'children' },
    is: 'at-least',
    times: 4,
  }
  const children = (...costs: Cell[]): Cell[][] => [
    headings,
    ...costs.map((cost, index) => [`A${index}`, null, null, null, cost]),
  ]
  expect(inShort(aCheck(withForm(rule), { Children: children(100, 50), Return: form(2, 599.99) }))).toEqual([
    'TE-001 error B3',
  ])
  expect(inShort(aCheck(withForm(rule), { Children: children(100, 50), Return: form(2, 600) }))).toEqual([])
  expect(
    inShort(aCheck(withForm(rule), { Children: children(100, 'Not held'), Return: form(2, 1) })),
  ).toEqual([])
})

test('exists-in: each value is also in another sheet', () => {
  const [children] = aTable(columns).sheets
  const collection = aCollection({
    sheets: [children, { ...children, id: 'stays', name: 'Stays' }],
    rules: [
      {
        code: 'TE-001',
        severity: 'error',
        sheet: 'stays',
        kind: 'exists-in',
        column: 'child_id',
        inSheet: 'children',
        inColumn: 'child_id',
      },
    ],
  })
  const sheets: Sheets = { Stays: [headings, ['A1'], ['A9']], Children: [headings, ['A1']] }
  expect(inShort(aCheck(collection, sheets))).toEqual(['TE-001 error A3'])
})

test('no-overlap: the dates of one child follow each other', () => {
  const rule = { kind: 'no-overlap', of: ['child_id'], start: 'moved', end: 'left' }
  const rows: Cell[][] = [
    ['A1', null, '01/01/2024', '01/03/2024'],
    ['A2', null, '15/01/2024', '01/02/2024'],
    ['A1', null, '01/03/2024', null],
    ['A1', null, '15/02/2024', '20/02/2024'],
    ['A1', null, '01/06/2024', null],
  ]
  expect(found(rule, ...rows)).toEqual(['TE-001 error C5', 'TE-001 error C6'])
})

test('share-of-rows: too large a share of the rows are of a kind, and more than a few', () => {
  const rule = {
    kind: 'share-of-rows',
    column: 'cost',
    where: { column: 'cost', notHeld: true },
    share: 0.5,
    minimum: 2,
  }
  const rows = (notHeld: number, held: number): Cell[][] => [
    ...Array.from({ length: notHeld }, (_, index) => [`A${index}`, null, null, null, 'Not held']),
    ...Array.from({ length: held }, (_, index) => [`B${index}`, null, null, null, 5]),
  ]
  expect(found(rule, ...rows(3, 2))).toEqual(['TE-001 error E1'])
  expect(found(rule, ...rows(3, 3))).toEqual([])
  expect(found(rule, ...rows(2, 0))).toEqual([])
})

test('against-reference: too large a share of the authority’s known population', () => {
  const rule = { kind: 'against-reference', column: 'child_id', population: 'children-in-care', share: 0.1 }
  const rows = (count: number): Cell[][] => Array.from({ length: count }, (_, index) => [`A${index}`])
  expect(found(rule, ...rows(20))).toEqual([])
  expect(message(rule, ...rows(21))).toBe('21 is 11% of your 200 children in care.')
})

/** A return of the round before, as rules see it. */
function lastRound(...rows: Cell[][]) {
  const kept = keepLastRound()
  aCheck(aTable(columns), { Children: [headings, ...rows] }, { takeRow: kept.take })
  return kept
}
const ids = (count: number, from = 0): Cell[][] =>
  Array.from({ length: count }, (_, index) => [`A${index + from}`])

test('changed-since-last-round: half or double, by a minimum', () => {
  const rule = {
    kind: 'changed-since-last-round',
    column: 'child_id',
    minimum: 5,
    none: 'left-out',
    severity: 'query',
  }
  const compared = (now: number, before: number) =>
    inShort(
      aCheck(ruled(rule), { Children: [headings, ...ids(now)] }, { lastRound: lastRound(...ids(before)) }),
    )
  expect(compared(5, 10)).toEqual(['TE-001 query A1'])
  expect(compared(6, 10)).toEqual([])
  expect(compared(4, 8)).toEqual([])
  expect(compared(20, 10)).toEqual(['TE-001 query A1'])
  expect(compared(0, 10)).toEqual([])
})

test('changed-since-last-round: none now', () => {
  const rule = {
    kind: 'changed-since-last-round',
    column: 'child_id',
    minimum: 5,
    none: 'only',
    severity: 'query',
  }
  const compared = (now: number, before: number) =>
    inShort(
      aCheck(ruled(rule), { Children: [headings, ...ids(now)] }, { lastRound: lastRound(...ids(before)) }),
    )
  expect(compared(0, 5)).toEqual(['TE-001 query A1'])
  expect(compared(0, 4)).toEqual([])
  expect(compared(1, 10)).toEqual([])
})

test('changed-since-last-round: a child there last time has the same birth date', () => {
  const rule = { kind: 'changed-since-last-round', column: 'born', sameRow: true }
  const before = lastRound(['A1', '06/05/2010'], ['A2', '06/05/2010'], ['A3'])
  const rows: Cell[][] = [
    ['A1', '06/05/2010'],
    ['A2', '05/06/2010'],
    ['A3', born],
    ['A4', born],
  ]
  const { findings } = aCheck(ruled(rule), { Children: [headings, ...rows] }, { lastRound: before })
  expect(findings.map(({ cell, message }) => `${cell} ${message}`)).toEqual([
    'B3 Born is 05/06/2010, but was 06/05/2010 for the same child in your last return.',
  ])
})

test('nothing is said of the last round where there was none', () => {
  expect(found({ kind: 'changed-since-last-round', column: 'child_id', minimum: 1 }, ...ids(50))).toEqual([])
})
