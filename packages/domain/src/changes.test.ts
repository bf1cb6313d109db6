import { expect, test } from 'vitest'
import { changesBetween } from './changes.ts'
import { type KeptReturn, keepRows } from './kept-return.ts'
import { aCheck, aCollection, aTable, compiledFor, type Sheets } from './test-support/a-check.ts'

const children = aTable([
  { id: 'date_of_birth', heading: 'Date of birth', type: 'date' },
  { id: 'weekly_cost', heading: 'Weekly cost', type: 'money', notHeld: true },
  { id: 'has_plan', heading: 'Has a plan', type: 'yes-no' },
  { id: 'note', heading: 'Note', type: 'text', maxLength: 50 },
])
const headings = ['Child ID', 'Date of birth', 'Weekly cost', 'Has a plan', 'Note']
const one = ['A1', '01/02/2010', 1000, 'Yes', null]
const two = ['A2', '02/03/2011', 2000, 'No', null]
const three = ['A3', '03/04/2012', 3000, 'Yes', null]

function kept(sheets: Sheets, collection = children): KeptReturn {
  const rows = keepRows(compiledFor(collection))
  const { authority } = aCheck(collection, sheets, { authority: '330', takeRow: rows.take })
  return JSON.parse(JSON.stringify(rows.finish(authority))) as KeptReturn
}

const table = (...rows: Sheets[string]) => kept({ Children: [headings, ...rows] })

const changes = (before: KeptReturn, after: KeptReturn, collection = children) => {
  const { counts, sheets } = changesBetween(compiledFor(collection), before, after)
  return { counts, ...sheets[0] }
}

test('a version that says the same changes nothing, in whatever order its rows come', () => {
  expect(changesBetween(compiledFor(children), table(one, two), table(two, one))).toEqual({
    counts: { added: 0, removed: 0, altered: 0, unaltered: 2 },
    sheets: [
      {
        sheet: 'children',
        name: 'Children',
        counts: { added: 0, removed: 0, altered: 0, unaltered: 2 },
        added: [],
        removed: [],
        altered: [],
      },
    ],
  })
})

test('rows are known by their key: added, removed, and altered with what was and what is', () => {
  const found = changes(table(one, two), table(three, ['A2', '02/03/2011', 'Not held', null, null]))

  expect(found.added).toEqual([{ row: 2, called: 'A3' }])
  expect(found.removed).toEqual([{ row: 2, called: 'A1' }])
  expect(found.altered).toEqual([
    {
      row: 3,
      rowBefore: 3,
      called: 'A2',
      cells: [
        { column: 'weekly_cost', heading: 'Weekly cost', before: '£2,000', after: 'Not held' },
        { column: 'has_plan', heading: 'Has a plan', before: 'No', after: 'blank' },
      ],
    },
  ])
})

test('the same answer typed another way is no change', () => {
  const typed = ['a1', '1 February 2010', '£1,000.00', 'y', ' ']
  expect(changes(table(['a1', ...one.slice(1)]), table(typed)).counts).toMatchObject({
    altered: 0,
    unaltered: 1,
  })
})

test('a cell that could not be read is shown by its own words', () => {
  const found = changes(table(['A1', '31/02/2010', 'lots', 'Yes', null]), table(one))
  expect(found.altered?.[0]?.cells).toEqual([
    { column: 'date_of_birth', heading: 'Date of birth', before: '31/02/2010', after: '01/02/2010' },
    { column: 'weekly_cost', heading: 'Weekly cost', before: 'lots', after: '£1,000' },
  ])
})

test('a row whose key was put right is altered, not removed and added', () => {
  const found = changes(table(two, one), table(['B7', ...one.slice(1)], two))
  expect(found.counts).toEqual({ added: 0, removed: 0, altered: 1, unaltered: 1 })
  expect(found.altered).toMatchObject([
    { row: 2, rowBefore: 3, called: 'B7', cells: [{ column: 'child_id', before: 'A1', after: 'B7' }] },
  ])
})

test('a row without a key is known by its place, where half of it is as it was', () => {
  const found = changes(
    table([null, '01/02/2010', 1000, 'Yes', null]),
    table(['A1', '01/02/2010', 1500, 'Yes', 'mended']),
  )
  expect(found.counts).toMatchObject({ added: 1, removed: 1 })
  const closer = changes(
    table([null, '01/02/2010', 1000, 'Yes', null]),
    table(['A1', '01/02/2010', 1500, 'Yes', null]),
  )
  expect(closer.altered).toMatchObject([{ row: 2, called: 'A1', cells: [{}, {}] }])
})

test('of rows alike the nearest are taken together, and the rest are added or removed', () => {
  const same = [null, '01/02/2010', 1000, 'Yes', null]
  expect(changes(table(same, same, same), table(same, same)).counts).toEqual({
    added: 0,
    removed: 1,
    altered: 0,
    unaltered: 2,
  })
})

test('a key that stands twice is two rows', () => {
  const found = changes(table(one, ['A1', ...two.slice(1)]), table(one))
  expect(found).toMatchObject({
    removed: [{ row: 3, called: 'A1' }],
    counts: { altered: 0, unaltered: 1 },
  })
})

test('a column that was not there is told apart from one left blank', () => {
  const without = kept({ Children: [headings.slice(0, 4), one.slice(0, 4)] })
  expect(without.sheets[0]?.columns).toEqual(['child_id', 'date_of_birth', 'weekly_cost', 'has_plan'])
  expect(changes(without, table(one)).altered?.[0]?.cells).toEqual([
    { column: 'note', heading: 'Note', before: 'no such column', after: 'blank' },
  ])
})

test('thousands of rows without keys are compared in their places', () => {
  const rows = (note: string) =>
    Array.from({ length: 800 }, (_, row) => [null, '01/02/2010', row, 'Yes', `${note} ${row}`])
  expect(changes(table(...rows('was')), table(...rows('is'))).counts).toEqual({
    added: 0,
    removed: 0,
    altered: 800,
    unaltered: 0,
  })
})

const form = aCollection({
  sheets: [
    {
      id: 'return',
      name: 'Return',
      intro: 'A form.',
      kind: 'form',
      columns: [
        { id: 'boys', heading: 'Boys', type: 'whole-number' },
        { id: 'girls', heading: 'Girls', type: 'whole-number' },
      ],
    },
  ],
})
const answered = (boys: number, girls: number) =>
  kept(
    {
      Return: [
        ['Boys', boys],
        ['Girls', girls],
      ],
    },
    form,
  )

test('a form is always the same row, however much of it changed', () => {
  expect(changes(answered(1, 2), answered(3, 4), form)).toMatchObject({
    counts: { added: 0, removed: 0, altered: 1, unaltered: 0 },
    altered: [
      {
        called: null,
        cells: [
          { column: 'boys', before: '1', after: '3' },
          { column: 'girls', before: '2', after: '4' },
        ],
      },
    ],
  })
})
