import { day } from '@rollcall/domain/calendar-date'
import { type CollectionInput, readCollection } from '@rollcall/domain/collection'
import { compileCollection } from '@rollcall/domain/compiled-collection'
import { expect, test } from 'vitest'
import { derivedInWords, figuresInWords } from './figures.ts'

const children = { sheet: 'children', unit: 'children' }

/** A sheet of children and a form, with these figures. */
function compiled(figures: readonly object[] = []) {
  const collection = readCollection({
    ...{ id: 'an-example', version: 1, title: 'An example', purpose: 'To try.', legalBasis: 'None' },
    ...{ oneRowIs: 'a child', reference: { kind: 'day' }, asks: ['local-authority'] },
    sheets: [
      {
        ...{ id: 'children', kind: 'table', name: 'Children', intro: 'Children.', key: ['child'] },
        columns: [
          { id: 'child', heading: 'Child ID', type: 'text', maxLength: 20, required: true },
          { id: 'born', heading: 'Date of birth', type: 'date' },
          { id: 'cost', heading: 'Cost', type: 'money' },
          { id: 'order', heading: 'Order', type: 'yes-no' },
        ],
        derived: [
          { id: 'age', heading: 'Age', kind: 'age', of: 'born' },
          {
            ...{ id: 'band', heading: 'Age band', kind: 'band', of: 'age' },
            bands: [
              { label: 'Under 10', below: 10 },
              { label: '10 and over', from: 10 },
            ],
          },
          { id: 'year', heading: 'Cost of a year', kind: 'scaled', of: 'cost', times: 365, over: 7 },
        ],
      },
      {
        ...{ id: 'form', kind: 'form', name: 'Your return', intro: 'The whole.' },
        columns: [{ id: 'spent', heading: 'Spent', type: 'money' }],
      },
    ],
    figures: figures.map((figure, at) => ({ id: `f${at + 1}`, title: `Figure ${at + 1}`, ...figure })),
  } as unknown as CollectionInput)
  return compileCollection(collection, [], day('2024-09-01'))
}

const told = (figures: readonly object[]) => figuresInWords(compiled(figures))

test('how a figure is worked out is said in words for each kind', () => {
  const figures = told([
    { ...children, kind: 'count', where: { inLastRound: true } },
    { sheet: 'form', unit: '£', kind: 'sum', column: 'spent' },
    { ...children, kind: 'mean', column: 'cost', over: 7 },
    { ...children, kind: 'median', column: 'cost' },
    { ...children, kind: 'quantile', column: 'cost', at: 0.9 },
    { ...children, kind: 'minimum', column: 'age' },
    { ...children, kind: 'maximum', column: 'age' },
    {
      ...{ ...children, unit: '%', kind: 'share' },
      ...{ of: { column: 'order', is: 'yes' }, among: { column: 'order', answered: true } },
    },
    {
      ...children,
      kind: 'ratio',
      numerator: { sum: 'cost' },
      denominator: { count: { column: 'age', over: 9 } },
    },
    { ...children, kind: 'rate', per: 1000, population: 'children-in-care' },
    { unit: 'children', kind: 'spread', of: 'f1' },
  ])

  expect(figures.map(({ workedOut }) => workedOut)).toMatchInlineSnapshot(`
    [
      "The number of rows of the sheet Children where the same one was in its authority’s last return",
      "The sum of “Spent”, over returns",
      "The mean of “Cost”, over rows of the sheet Children, divided by 7",
      "The middle (median) of “Cost”, over rows of the sheet Children",
      "What 90% of “Cost” lie below, over rows of the sheet Children",
      "The lowest “Age”, over rows of the sheet Children",
      "The highest “Age”, over rows of the sheet Children",
      "Of rows of the sheet Children where Order has an answer, the percentage where Order is Yes",
      "The sum of “Cost” over rows of the sheet Children, divided by the number of rows of the sheet Children where Age is over 9",
      "The number of rows of the sheet Children, for every 1,000 of the population “children in care” of the authorities included",
      "The lowest, the middle (median) and the highest of “Figure 1” across the authorities",
    ]
  `)
})

test('an estimate has its formula written out with the titles of what it is made of', () => {
  const formula = (value: object) => ({
    ...{ unit: '£', kind: 'estimate' },
    formula: { name: 'a year’s cost', version: 2, says: 'children × cost × 365', value },
  })
  const [count, mean] = [
    { ...children, kind: 'count', title: 'Children', breakdowns: [['band']] },
    { ...children, kind: 'mean', title: 'Mean cost', column: 'cost' },
  ]
  const figures = told([
    ...[count, mean],
    {
      ...formula({ times: [{ figure: 'f1' }, { figure: 'f2' }, 365] }),
      breakdowns: [['region'], ['band', 'order']],
    },
    formula({ over: [{ plus: [{ figure: 'f1' }, 1] }, { times: [2, { minus: [{ figure: 'f2' }, 3] }] }] }),
  ])

  expect(figures[2]).toMatchObject({
    workedOut: 'An estimate, by the formula “a year’s cost”, version 2: children × cost × 365',
    formula: '“Children” × “Mean cost” × 365',
    breakdowns: ['Region', 'Age band and Order'],
  })
  expect(figures[3]?.formula).toBe('(“Children” + 1) ÷ (2 × (“Mean cost” − 3))')
  expect(figures[0]?.breakdowns).toEqual(['Age band'])
})

test('what nobody fills in says what it is worked out from', () => {
  expect(derivedInWords(compiled().sheet('children'))).toEqual([
    { heading: 'Age', workedOut: 'Completed years from “Date of birth” to the reference date' },
    { heading: 'Age band', workedOut: 'The band that “Age” is in: Under 10; 10 and over' },
    { heading: 'Cost of a year', workedOut: '“Cost” × 365 ÷ 7' },
  ])
})
