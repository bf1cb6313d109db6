import { expect, test } from 'vitest'
import { figuresOfReturn } from './figures-of-return.ts'
import { aCheck, aCollection, compiledFor } from './test-support/a-check.ts'

const ofChildren = { sheet: 'children', unit: 'children' }
const ofForm = { sheet: 'return', unit: '£', breakdowns: [['region']] }
const collection = aCollection({
  sheets: [
    {
      id: 'children',
      name: 'Children',
      intro: 'One child a row.',
      kind: 'table',
      key: ['child_id'],
      columns: [
        { id: 'child_id', heading: 'Child ID', type: 'text', maxLength: 20, required: true },
        { id: 'order', heading: 'Order', type: 'yes-no' },
        { id: 'cost', heading: 'Cost', type: 'money', notHeld: true },
      ],
      derived: [
        {
          ...{ id: 'cost_band', heading: 'Cost band', kind: 'band', of: 'cost' },
          bands: [
            { label: 'Under £200', below: 200 },
            { label: '£200 and over', from: 200 },
          ],
        },
      ],
    },
    {
      id: 'return',
      name: 'Return',
      intro: 'One answer a line.',
      kind: 'form',
      columns: [
        { id: 'spent', heading: 'Spent', type: 'money' },
        { id: 'planned', heading: 'Planned', type: 'money' },
      ],
    },
  ],
  figures: [
    {
      ...ofChildren,
      id: 'children',
      kind: 'count',
      title: 'Children',
      note: 'On the day.',
      breakdowns: [['region'], ['authority'], ['authority', 'order'], ['order'], ['cost'], ['cost_band']],
    },
    { ...ofChildren, id: 'mean', kind: 'mean', title: 'Mean cost', column: 'cost', decimals: 2 },
    {
      ...ofChildren,
      id: 'share',
      kind: 'share',
      title: 'Under an order',
      of: { column: 'order', is: 'yes' },
      among: { column: 'order', answered: true },
    },
    { ...ofForm, id: 'spent', kind: 'sum', title: 'Spent', column: 'spent' },
    {
      ...ofForm,
      ...{ id: 'of_plan', kind: 'ratio', title: 'Spent of plan', per: 100 },
      ...{ numerator: { sum: 'spent' }, denominator: { sum: 'planned' } },
    },
    { ...ofForm, id: 'returns', kind: 'count', title: 'Authorities that spent' },
    { ...ofForm, id: 'mean_spent', kind: 'mean', title: 'Mean spent', column: 'spent' },
    {
      ...ofForm,
      ...{ id: 'per_return', kind: 'ratio', title: 'Spent by each' },
      ...{ numerator: { sum: 'spent' }, denominator: { count: { column: 'spent', answered: true } } },
    },
    {
      id: 'a_year',
      kind: 'estimate',
      title: 'A year',
      unit: '£',
      formula: {
        ...{ name: 'a year', version: 1, says: 'children × mean × 52' },
        value: { times: [{ figure: 'children' }, { figure: 'mean' }, 52] },
      },
    },
    {
      id: 'of_many',
      kind: 'estimate',
      title: 'Of many',
      unit: '£',
      formula: {
        name: 'of many',
        version: 1,
        says: 'mean spent × 2',
        value: { times: [{ figure: 'mean_spent' }, 2] },
      },
    },
    { id: 'spread', kind: 'spread', title: 'Spread', unit: 'children', of: 'children' },
  ],
})
const compiled = compiledFor(collection)

const returned = (spent: number, ...children: [order: string | null, cost: number | string][]) => ({
  compiled,
  contribution: aCheck(collection, {
    Children: [['Child ID', 'Order', 'Cost'], ...children.map((child, index) => [`A${index}`, ...child])],
    Return: [
      ['Question', 'Answer'],
      ['Spent', spent],
      ['Planned', 400],
    ],
  }).contribution,
})
const now = returned(200, ['yes', 100], ['no', 'not held'], [null, 200.1])
const last = returned(160, ['yes', 100])
const byId = (figures: ReturnType<typeof figuresOfReturn>) =>
  Object.fromEntries(figures.map((one) => [one.id, one]))

test('a return by itself has the figures of its rows and of its form, and none of several returns together', () => {
  const figures = figuresOfReturn(now)

  expect(figures.map(({ id }) => id)).toEqual(['children', 'mean', 'share', 'spent', 'of_plan', 'a_year'])
  const { children, mean, share, spent, of_plan: ofPlan, a_year: aYear } = byId(figures)
  expect(children).toMatchObject({ kind: 'count', title: 'Children', note: 'On the day.', value: 3 })
  expect(mean).toMatchObject({ value: 150.05, numerator: 300.1, denominator: 2, notHeld: 1, decimals: 2 })
  expect(share).toMatchObject({ value: 50, numerator: 1, denominator: 2, note: null })
  expect(spent).toMatchObject({ value: 200, breakdowns: [] })
  expect(ofPlan).toMatchObject({ value: 50, numerator: 200, denominator: 400 })
  expect(aYear?.value).toBe(23408)
  expect(figures.every(({ before, change }) => before === null && change === null)).toBe(true)
})

test('breakdowns are by what the return says, not by where it comes from', () => {
  const { children } = byId(figuresOfReturn(now))

  expect(children?.countsAllRows).toBe(true)
  expect(children?.breakdowns.map(({ groups: _, ...breakdown }) => breakdown)).toEqual([
    { by: ['order'], heading: 'Order', hasCoarser: false },
    { by: ['cost'], heading: 'Cost', hasCoarser: true },
    { by: ['cost_band'], heading: 'Cost band', hasCoarser: false },
  ])
  expect(children?.breakdowns[0]?.groups.map(({ label, value }) => [label, value])).toEqual([
    ['Yes', 1],
    ['No', 1],
    ['Not answered', 1],
  ])
})

test('beside each stands what the last return said, and the change', () => {
  const { children, mean, spent } = byId(figuresOfReturn(now, last))

  expect(children).toMatchObject({ value: 3, before: 1, change: 2, percentage: 200 })
  expect(mean).toMatchObject({ value: 150.05, before: 100, change: 50.05, numerator: 300.1 })
  expect(spent).toMatchObject({ value: 200, before: 160, change: 40, percentage: 25 })
  expect(children?.breakdowns[0]?.groups).toMatchObject([
    { label: 'Yes', value: 1, before: 1, change: 0 },
    { label: 'No', value: 1, before: 0, change: 1 },
    { label: 'Not answered', value: 1, before: 0, change: 1 },
  ])
})

test('a group that only the last return had is there with nought', () => {
  const { children } = byId(figuresOfReturn(last, now))

  expect(children?.breakdowns[0]?.groups.at(-1)).toMatchObject({
    ...{ label: 'Not answered', value: 0, before: 1, change: -1 },
    ...{ numerator: null, notHeld: 0 },
  })
})
