import { expect, test } from 'vitest'
import type { Cell } from './cell.ts'
import { aCheck, aCollection, inShort } from './test-support/a-check.ts'

const form = (columns: Record<string, unknown>[]) =>
  aCollection({ sheets: [{ id: 'counts', name: 'Counts', intro: 'Totals.', kind: 'form', columns }] })

const plain = form([
  { id: 'on_day', heading: 'Children on the day', type: 'whole-number', required: true },
  { id: 'spent', heading: 'Spent', type: 'money', notHeld: true },
])

const grid = form(
  ['presented', 'accommodated'].flatMap((line) =>
    ['uasc', 'others'].map((part) => ({
      id: `${line}_${part}`,
      heading: `${line}, ${part}`,
      line,
      part,
      type: 'whole-number',
      required: true,
    })),
  ),
)

test('each answer is found beside its question, in any order, under any title', () => {
  const rows: Cell[][] = [
    ['Totals for the year'],
    ['Question', 'Answer', 'Guidance'],
    ['spent', 'Not held'],
    ['CHILDREN on the day', 'lots'],
  ]
  expect(inShort(aCheck(plain, { Counts: rows }))).toEqual(['on_day.unreadable error B4'])
})

test('answers are found where the answer column stands, not always the next', () => {
  const rows: Cell[][] = [
    ['Question', 'Guidance', 'Answer'],
    ['Children on the day', 'How many', 4],
    ['Spent', 'In pounds', 'x'],
  ]
  expect(inShort(aCheck(plain, { Counts: rows }))).toEqual(['spent.suppressed error C3'])
})

test('a grid has an answer for each line and part', () => {
  const rows: Cell[][] = [
    ['Question', 'others', 'uasc'],
    ['accommodated', 3, 'two'],
    ['presented', null, 5],
  ]
  expect(inShort(aCheck(grid, { Counts: rows }))).toEqual([
    'accommodated_uasc.unreadable error C2',
    'presented_others.blank error B3',
  ])
})

test('a question that is gone is one finding', () => {
  expect(
    inShort(
      aCheck(plain, {
        Counts: [
          ['Question', 'Answer'],
          ['Spent', 5],
        ],
      }),
    ),
  ).toEqual(['on_day.missing-column error -'])
})

test('a form on a sheet by another name is known by its questions', () => {
  expect(
    aCheck(plain, {
      Sheet1: [
        ['Children on the day', 2],
        ['Spent', 5],
      ],
    }),
  ).toMatchObject({ outcome: 'ready', sheets: [{ rows: 1 }] })
})

test('an empty form is not a return of noughts', () => {
  const checked = aCheck(plain, { Counts: [['Question', 'Answer'], ['Children on the day'], ['Spent']] })
  expect(inShort(checked)).toEqual(['on_day.blank error B2'])
})
