import { expect, test } from 'vitest'
import type { Contribution } from './contribution.ts'
import { type FigureChange, likeForLike } from './like-for-like.ts'
import { aCheck, aTable, compiledFor } from './test-support/a-check.ts'

const ofChildren = { sheet: 'children', unit: 'children' }
const collection = aTable(
  [
    { id: 'place', heading: 'Place', type: 'text', maxLength: 20 },
    { id: 'order', heading: 'Order', type: 'yes-no' },
    { id: 'cost', heading: 'Cost', type: 'money' },
  ],
  {
    figures: [
      {
        ...ofChildren,
        id: 'children',
        title: 'Children',
        kind: 'count',
        breakdowns: [['authority'], ['place', 'order']],
      },
      {
        sheet: 'children',
        unit: '£',
        id: 'mean_cost',
        title: 'Mean',
        decimals: 2,
        kind: 'mean',
        column: 'cost',
      },
    ],
  },
)
const compiled = compiledFor(collection)
const returned = (
  authority: string,
  ...children: [place: string, order: string, cost: number][]
): Contribution =>
  aCheck(
    collection,
    {
      Children: [
        ['Child ID', 'Place', 'Order', 'Cost'],
        ...children.map((child, index) => [`A${index}`, ...child]),
      ],
    },
    { authority },
  ).contribution

const before = {
  compiled,
  contributions: [
    returned('330', ['A', 'yes', 0.1], ['B', 'yes', 0.2], ['B', 'no', 0.3], ['B', 'no', 0.4]),
    returned('202', ['A', 'yes', 500]),
  ],
}
const now = {
  compiled,
  contributions: [returned('330', ['A', 'yes', 0.3], ['A', 'no', 0.4], ['B', 'no', 0.2])],
}
const { authorities, changes } = likeForLike(now, before)
const change = (id: string, breakdown: FigureChange['breakdown'] = {}) =>
  changes.find((one) => one.id === id && JSON.stringify(one.breakdown) === JSON.stringify(breakdown))

test('only authorities that are in both rounds are compared', () => {
  expect(authorities).toEqual(['330'])
  expect(change('children')).toMatchObject({ before: 4, now: 3, change: -1, percentage: -25, authorities: 1 })
  expect(change('children', { authority: '202' })).toBeUndefined()
})

test('a change is exact to the last decimal place that is published', () => {
  expect(change('mean_cost')).toMatchObject({ before: 0.25, now: 0.3, change: 0.05, percentage: 20 })
})

test('a group that had nobody, or has nobody any more, is nought children', () => {
  expect(change('children', { place: 'B', order: 'yes' })).toMatchObject({ before: 1, now: 0, change: -1 })
  expect(change('children', { place: 'A', order: 'no' })).toMatchObject({
    before: 0,
    now: 1,
    percentage: null,
  })
})

test('where no authority is in both, nothing is known', () => {
  const alone = likeForLike(now, { compiled, contributions: [] })
  expect(alone.authorities).toEqual([])
  expect(alone.changes[0]).toMatchObject({ before: null, now: null, change: null, percentage: null })
})

test('what the round before did not ask about was not nought then', () => {
  const [children, meanCost] = collection.figures
  if (children?.kind !== 'count' || meanCost === undefined)
    throw new Error('the collection has other figures')
  const asking = (figures: typeof collection.figures) => ({
    ...before,
    compiled: compiledFor({ ...collection, figures }),
  })
  const beforeOf = (figures: typeof collection.figures) =>
    likeForLike(now, asking(figures)).changes.filter(({ id }) => id === 'children')

  expect(beforeOf([meanCost]).map((one) => one.before)).toEqual([null, null, null, null, null])
  const inTotal = beforeOf([{ ...children, breakdowns: [] }])
  expect(inTotal.map((one) => [Object.keys(one.breakdown).length, one.before])).toEqual([
    [0, 4],
    [1, null],
    [2, null],
    [2, null],
    [2, null],
  ])
})
