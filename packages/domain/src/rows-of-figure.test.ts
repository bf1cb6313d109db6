import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from './calendar-date.ts'
import type { Cell } from './cell.ts'
import { figuresFrom } from './figures.ts'
import { keepRows } from './kept-return.ts'
import { type LastRound, lastRoundFrom } from './last-round.ts'
import { madeFrom, rowsOfFigure } from './rows-of-figure.ts'
import { aCheck, aCollection, compiledFor, type Sheets } from './test-support/a-check.ts'

const ofChildren = { sheet: 'children', unit: 'children' }
const ofCost = { sheet: 'children', column: 'cost', unit: '£', decimals: 2 }
const yes = { column: 'order', is: 'yes' }
const collection = aCollection({
  sheets: [
    {
      ...{ id: 'children', name: 'Children', intro: 'One child a row.', kind: 'table', key: ['child_id'] },
      columns: [
        { id: 'child_id', heading: 'Child ID', type: 'text', maxLength: 20, required: true },
        { id: 'born', heading: 'Born', type: 'date' },
        { id: 'cost', heading: 'Cost', type: 'money', notHeld: true },
        { id: 'order', heading: 'Order', type: 'yes-no', notHeld: true },
      ],
      derived: [
        { id: 'age', heading: 'Age', kind: 'age', of: 'born' },
        {
          ...{ id: 'age_band', heading: 'Age band', kind: 'band', of: 'age' },
          bands: [
            { label: 'Under 10', below: 10 },
            { label: '10 and over', from: 10 },
          ],
        },
      ],
    },
    {
      ...{ id: 'return', name: 'Return', intro: 'One answer a line.', kind: 'form' },
      columns: [{ id: 'spent', heading: 'Spent', type: 'money' }],
    },
  ],
  figures: [
    {
      ...{ ...ofChildren, id: 'children', kind: 'count', title: 'Children' },
      breakdowns: [['region'], ['authority'], ['age_band'], ['age'], ['order'], ['region', 'age_band']],
    },
    {
      ...{ ...ofChildren, id: 'young_or_ordered', kind: 'count', title: 'Young, or under an order' },
      where: { any: [{ column: 'age', under: 10 }, yes] },
    },
    {
      ...{
        ...ofChildren,
        id: 'again',
        kind: 'count',
        title: 'Also last round',
        where: { inLastRound: true },
      },
      breakdowns: [['age_band']],
    },
    { id: 'spent', title: 'Spent', kind: 'sum', ...ofCost },
    { id: 'mean', title: 'Mean', kind: 'mean', ...ofCost, breakdowns: [['authority'], ['age_band']] },
    { id: 'median', title: 'Median', kind: 'median', ...ofCost },
    { id: 'quartile', title: 'Lower quartile', kind: 'quantile', at: 0.25, ...ofCost },
    { id: 'lowest', title: 'Lowest', kind: 'minimum', ...ofCost },
    {
      id: 'highest',
      title: 'Highest',
      kind: 'maximum',
      ...ofCost,
      where: { not: { column: 'order', is: 'no' } },
    },
    {
      ...{ ...ofChildren, id: 'share', title: 'Under an order', unit: '%', kind: 'share' },
      ...{ of: yes, among: { column: 'order', answered: true }, breakdowns: [['age_band']] },
    },
    {
      ...{ ...ofChildren, id: 'ratio', title: 'Ratio', unit: '£', kind: 'ratio' },
      ...{ numerator: { sum: 'cost', where: { column: 'age', over: 5 } }, denominator: { count: yes } },
    },
    {
      ...{ ...ofChildren, id: 'rate', title: 'Rate', unit: 'per 1,000', kind: 'rate' },
      ...{ per: 1000, population: 'children-in-care' },
    },
    { id: 'form_spent', title: 'Form', kind: 'sum', sheet: 'return', column: 'spent', unit: '£' },
    { id: 'spread', title: 'Spread', unit: '%', kind: 'spread', of: 'share' },
    {
      ...{ id: 'yearly', title: 'Yearly', unit: '£', kind: 'estimate', breakdowns: [['age_band']] },
      formula: {
        ...{ name: 'yearly cost', version: 1, says: 'children × mean × 52' },
        value: { times: [{ figure: 'children' }, { figure: 'mean' }, 52] },
      },
    },
  ],
})
const compiled = compiledFor(collection)

type Child = readonly [born: Cell, cost: Cell, order: Cell]

function counted(children: readonly Child[], { lastRound, authority = '330' }: Options = {}) {
  const rows = keepRows(compiled)
  const sheets: Sheets = {
    // As an officer may have it: the headings on row 3, and the columns in another order.
    Children: [
      ['Return of Birmingham'],
      [],
      ['Order', 'Cost', 'Born', 'Child ID'],
      ...children.map(([born, cost, order], at) => [order, cost, born, `A${at}`]),
    ],
    Return: [
      ['Question', 'Answer'],
      ['Spent', 200],
    ],
  }
  const options = { authority, lastRound, takeRow: rows.take, takePlacing: rows.placed }
  const { contribution } = aCheck(collection, sheets, options)
  return { kept: rows.finish(authority), contribution, lastRound }
}
interface Options {
  readonly lastRound?: LastRound
  readonly authority?: string
}

const children: readonly Child[] = [
  ['01/09/2022', 7000, 'yes'],
  ['01/09/2010', 14_000, 'no'],
  ['01/01/2008', 'Not held', 'yes'],
  ['02/09/2008', 0, 'Not held'],
  ['03/09/2021', null, null],
]
const last = lastRoundFrom(counted(children.slice(0, 2)).kept, compiled)
const now = counted(children, { lastRound: last })
const traced = (figure: string, breakdown = {}) =>
  rowsOfFigure(compiled, { figure, breakdown }, now).map(({ rows, agrees, figure: { id } }) => ({
    ...{ id, agrees, rows: rows.map(({ row }) => row) },
  }))

test.each([
  ['children', {}, [4, 5, 6, 7, 8]],
  ['children', { age_band: 'Under 10' }, [4, 8]],
  ['children', { age: '16' }, [6]],
  ['children', { order: 'Not answered' }, [8]],
  ['children', { region: 'West Midlands', age_band: '10 and over' }, [5, 6, 7]],
  ['children', { region: 'London' }, []],
  ['children', { authority: '330' }, [4, 5, 6, 7, 8]],
  ['children', { authority: '202' }, []],
  ['children', { age_band: 'Under 90' }, []],
  ['children', { no_such_column: '1' }, []],
  ['young_or_ordered', {}, [4, 6, 8]],
  ['again', {}, [4, 5]],
  ['again', { age_band: 'Under 10' }, [4]],
  ['spent', {}, [4, 5, 6, 7]],
  ['mean', { age_band: '10 and over' }, [5, 6, 7]],
  ['median', {}, [4, 5, 6, 7]],
  ['quartile', {}, [4, 5, 6, 7]],
  ['lowest', {}, [4, 5, 6, 7]],
  ['highest', {}, [4, 6, 7]],
  ['share', {}, [4, 5, 6, 7]],
  ['ratio', {}, [4, 5, 6]],
  ['rate', {}, [4, 5, 6, 7, 8]],
  ['form_spent', {}, [1]],
  ['nothing of the kind', {}, undefined],
])('%s of %j is made from the rows %j', (figure, breakdown, rows) => {
  expect(traced(figure, breakdown)).toEqual(rows ? [{ id: figure, agrees: true, rows }] : [])
})

test('a spread and an estimate lead to the rows of the figures they are made from', () => {
  expect(traced('spread')).toEqual([{ id: 'share', agrees: true, rows: [4, 5, 6, 7] }])
  expect(traced('yearly', { age_band: 'Under 10' })).toEqual([
    { id: 'children', agrees: true, rows: [4, 8] },
    { id: 'mean', agrees: true, rows: [4] },
  ])
  expect(madeFrom('yearly', collection.figures).map(({ id }) => id)).toEqual(['children', 'mean'])
})

const cellsOf = (figure: string, row: number, breakdown = {}) =>
  rowsOfFigure(compiled, { figure, breakdown }, now)[0]
    ?.rows.find((one) => one.row === row)
    ?.cells.map(({ heading, says, cell }) => [heading, says, cell])

test('each row says which cells made it count, where they stand, and what they say', () => {
  expect(cellsOf('share', 5)).toEqual([['Order', 'No', 'A5']])
  expect(cellsOf('spent', 6)).toEqual([['Cost', 'Not held', 'B6']])
  expect(cellsOf('children', 4, { age_band: 'Under 10' })).toEqual([
    ['Age band', 'Under 10', null],
    ['Age', '2', null],
    ['Born', '01/09/2022', 'C4'],
  ])
  expect(cellsOf('again', 5)).toEqual([['Child ID', 'A1', 'D5']])
  expect(cellsOf('form_spent', 1)).toEqual([['Spent', '£200', 'B2']])
  expect(cellsOf('children', 4)).toEqual([])
})

test('of several ways to be counted only those are told that hold of the row', () => {
  expect(cellsOf('young_or_ordered', 8)?.map(([heading]) => heading)).toEqual(['Age', 'Born'])
  expect(cellsOf('young_or_ordered', 6)?.map(([heading]) => heading)).toEqual(['Order'])
  expect(cellsOf('young_or_ordered', 4)?.map(([heading]) => heading)).toEqual(['Age', 'Born', 'Order'])
})

test('without the last round there are no rows of children who were also in it, and the contribution says the same', () => {
  const alone = counted(children)
  expect(rowsOfFigure(compiled, { figure: 'again', breakdown: {} }, alone)).toMatchObject([
    { rows: [], agrees: true },
  ])
})

test('rows that are not those that were counted are found out', () => {
  const [first] = rowsOfFigure(
    compiled,
    { figure: 'children', breakdown: {} },
    { ...now, kept: counted(children.slice(1)).kept },
  )
  expect(first?.agrees).toBe(false)
})

const aDay = fc
  .tuple(fc.integer({ min: 2007, max: 2024 }), fc.integer({ min: 1, max: 8 }))
  .map(([year, month]) => `01/0${month}/${year}`)
const aChild = fc.tuple(
  fc.oneof(aDay, fc.constant(null)),
  fc.oneof(fc.integer({ min: 0, max: 5 }), fc.constantFrom(null, 'Not held')),
  fc.constantFrom('yes', 'no', 'Not held', null),
)

test('whatever a return says, the rows of every figure and group come to what it contributes, and to a count’s very number', () => {
  fc.assert(
    fc.property(fc.array(aChild, { maxLength: 12 }), fc.nat(12), (rows, before) => {
      const lastRound = lastRoundFrom(
        counted(rows.slice(0, before)).kept,
        compiledFor(collection, day('2023-09-01')),
      )
      const one = counted(rows, { lastRound })
      for (const { id, breakdown, value } of figuresFrom(compiled, [one.contribution])) {
        if ('spread' in breakdown) continue
        const parts = rowsOfFigure(compiled, { figure: id, breakdown }, one)
        expect([id, breakdown, parts.every(({ agrees }) => agrees)]).toEqual([id, breakdown, true])
        const [only] = parts
        if (only?.figure.kind === 'count' && only.figure.id === id)
          expect([id, breakdown, only.rows.length]).toEqual([id, breakdown, value])
      }
    }),
    { numRuns: 60 },
  )
})
