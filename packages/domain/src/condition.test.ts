import { expect, test } from 'vitest'
import { type Answer, notHeld, type Unreadable } from './answer.ts'
import type { Condition } from './condition.ts'
import { predicate } from './predicate.ts'
import { aTable, compiledFor, theDay } from './test-support/a-check.ts'

const sheet = compiledFor(
  aTable([
    { id: 'born', heading: 'Born', type: 'date' },
    { id: 'moved', heading: 'Moved', type: 'date' },
    { id: 'cost', heading: 'Cost', type: 'money' },
    { id: 'order', heading: 'Order', type: 'yes-no' },
  ]),
).sheet('children')

const bad: Unreadable = { fault: 'unreadable', which: '', expected: '', fix: '' }

function holds(condition: Condition, given: Record<string, Answer>): boolean | undefined {
  const answers = sheet.columns.map(({ id }) => given[id] ?? null)
  return predicate(condition, sheet, theDay)({ number: 4, answers, key: undefined, inLastRound: undefined })
}

test('values are compared as dates and in pounds', () => {
  expect(holds({ column: 'born', before: '2010-01-01' as never }, { born: '2009-12-31' })).toBe(true)
  expect(
    holds({ column: 'moved', before: { day: 'reference-date', years: -3 } }, { moved: '2021-08-31' }),
  ).toBe(true)
  expect(
    holds({ column: 'moved', before: { day: 'reference-date', years: -3 } }, { moved: '2021-09-01' }),
  ).toBe(false)
  expect(
    holds(
      { column: 'moved', after: { column: 'born', days: 2 } },
      { born: '2010-01-01', moved: '2010-01-04' },
    ),
  ).toBe(true)
  expect(holds({ column: 'cost', over: 500 }, { cost: 50_000 })).toBe(false)
  expect(holds({ column: 'cost', over: 499.99 }, { cost: 50_000 })).toBe(true)
  expect(holds({ column: 'order', is: 'yes' }, { order: 'yes' })).toBe(true)
  expect(holds({ column: 'order', in: ['yes', 'no'] }, { order: 'no' })).toBe(true)
})

test('a blank or not held cell is not any value', () => {
  for (const order of [null, notHeld]) {
    expect(holds({ column: 'order', is: 'yes' }, { order })).toBe(false)
    expect(holds({ not: { column: 'order', is: 'yes' } }, { order })).toBe(true)
    expect(holds({ column: 'order', answered: true }, { order })).toBe(false)
  }
  expect(holds({ column: 'order', blank: true }, { order: null })).toBe(true)
  expect(holds({ column: 'order', notHeld: true }, { order: notHeld })).toBe(true)
})

test('nothing is concluded from a cell that could not be read', () => {
  const unread = { order: bad, cost: 100 }
  expect(holds({ column: 'order', is: 'yes' }, unread)).toBeUndefined()
  expect(holds({ not: { column: 'order', is: 'yes' } }, unread)).toBeUndefined()
  expect(
    holds(
      {
        all: [
          { column: 'order', is: 'yes' },
          { column: 'cost', answered: true },
        ],
      },
      unread,
    ),
  ).toBeUndefined()
  expect(
    holds(
      {
        all: [
          { column: 'order', is: 'yes' },
          { column: 'cost', blank: true },
        ],
      },
      unread,
    ),
  ).toBe(false)
  expect(
    holds(
      {
        any: [
          { column: 'order', is: 'yes' },
          { column: 'cost', answered: true },
        ],
      },
      unread,
    ),
  ).toBe(true)
  expect(
    holds({ column: 'born', before: { column: 'moved' } }, { born: '2010-01-01', moved: bad }),
  ).toBeUndefined()
})
