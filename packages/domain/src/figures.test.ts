import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Cell } from './cell.ts'
import type { FigureValue } from './figure-value.ts'
import { figuresFrom } from './figures.ts'
import { type Child, contributionOf, contributions, everyKind } from './test-support/every-kind.ts'

const { birmingham, camden } = contributions
const figures = figuresFrom(everyKind, [birmingham, camden])

const one = (id: string, breakdown: FigureValue['breakdown'] = {}): FigureValue | undefined =>
  figures.find((figure) => figure.id === id && JSON.stringify(figure.breakdown) === JSON.stringify(breakdown))
const values = (id: string, by: string): [string, number | null][] =>
  figures
    .filter((figure) => figure.id === id && Object.keys(figure.breakdown).join() === by)
    .map(({ label, value }) => [label, value])

test('children are counted for England and by every breakdown, with its empty groups', () => {
  expect(one('children')).toMatchObject({ value: 4, label: 'England', authorities: 2 })
  expect(values('children', 'region')).toEqual([
    ['London', 1],
    ['West Midlands', 3],
  ])
  expect(values('children', 'authority')).toEqual([
    ['Camden', 1],
    ['Birmingham', 3],
  ])
  expect(values('children', 'age_band')).toEqual([
    ['Under 10', 1],
    ['10 to 15', 2],
    ['16 to 17', 1],
  ])
  expect(values('children', 'age')).toEqual([
    ['2', 1],
    ['14', 1],
    ['15', 1],
    ['16', 1],
  ])
  expect(values('children', 'order')).toEqual([
    ['Yes', 2],
    ['No', 1],
    ['Not held', 1],
  ])
  expect(values('children', 'region,age_band')).toEqual([
    ['London, 10 to 15', 1],
    ['West Midlands, Under 10', 1],
    ['West Midlands, 10 to 15', 1],
    ['West Midlands, 16 to 17', 1],
  ])
})

test('sums, means and quantiles are exact to the penny, and say what is not held', () => {
  expect(one('spent')).toMatchObject({ value: 21_700.07, numerator: 21_700.07, notHeld: 1 })
  expect(one('mean_cost')).toMatchObject({ value: 7233.36, numerator: 21_700.07, denominator: 3, notHeld: 1 })
  expect(one('mean_daily_cost')?.value).toBe(1033.34)
  expect(one('median_cost')?.value).toBe(7000)
  expect(one('lower_quartile')?.value).toBe(700.07)
  expect(one('lowest')?.value).toBe(700.07)
  expect(one('highest')?.value).toBe(14_000)
  expect(values('mean_cost', 'age_band')).toEqual([
    ['Under 10', 7000],
    ['10 to 15', 7350.04],
    ['16 to 17', null],
  ])
})

test('a share is of those who answered', () => {
  expect(one('share_order')).toMatchObject({ value: 66.7, numerator: 2, denominator: 3, notHeld: 1 })
  expect(one('share_order', { authority: '202' })).toMatchObject({
    value: null,
    numerator: 0,
    denominator: 0,
  })
})

test('ratios and rates say what they are made of', () => {
  expect(one('cost_of_orders')).toMatchObject({ value: 10_850.04, numerator: 21_700.07, denominator: 2 })
  expect(one('rate')).toMatchObject({ value: 16, numerator: 4, denominator: 250 })
})

test('a spread is across the authorities that have the figure', () => {
  expect(
    figures
      .filter(({ id }) => id === 'spread_order')
      .map(({ breakdown, value, denominator }) => [breakdown.spread, value, denominator]),
  ).toEqual([
    ['lowest', 66.7, 1],
    ['median', 66.7, 1],
    ['highest', 66.7, 1],
  ])
})

test('an estimate follows its formula before anything is rounded', () => {
  expect(one('yearly')).toMatchObject({
    value: Math.round((4 * 2_170_007 * 365) / (3 * 7 * 100)),
    notHeld: 1,
  })
})

test('with no return to work it out from no figure has a value, and a count is not nought', () => {
  const none = figuresFrom(everyKind, [])
  expect(none.find(({ id }) => id === 'children')).toMatchObject({ value: null, authorities: 0 })
  expect(none.find(({ id }) => id === 'mean_cost')).toMatchObject({ value: null, denominator: 0 })
})

const child: fc.Arbitrary<Child> = fc.tuple(
  fc.constantFrom<Cell>('01/09/2022', '01/09/2010', '01/01/2008', null),
  fc.oneof<fc.Arbitrary<Cell>[]>(
    fc.integer({ min: 0, max: 10_000_000 }).map((pence) => pence / 100),
    fc.constant('Not held'),
    fc.constant(null),
  ),
  fc.constantFrom<Cell>('yes', 'no', 'Not held', null),
)

test('contributions add in any order to the same figures', () => {
  fc.assert(
    fc.property(fc.array(child, { maxLength: 30 }), fc.array(child, { maxLength: 30 }), (ours, theirs) => {
      const [a, b] = [contributionOf('330', ours), contributionOf('202', theirs)]
      expect(figuresFrom(everyKind, [a, b])).toEqual(figuresFrom(everyKind, [b, a]))
    }),
    { numRuns: 100 },
  )
})

test('a return in two halves comes to the same figures as the return whole', () => {
  fc.assert(
    fc.property(fc.array(child, { maxLength: 30 }), fc.nat(30), (children, cut) => {
      const whole = figuresFrom(everyKind, [contributionOf('330', children)])
      const halves = figuresFrom(everyKind, [
        contributionOf('330', children.slice(0, cut)),
        contributionOf('330', children.slice(cut)),
      ])
      expect(halves).toEqual(whole)
    }),
    { numRuns: 100 },
  )
})

test('figures from contributions are those of counting the rows by hand', () => {
  fc.assert(
    fc.property(fc.array(child, { maxLength: 40 }), (children) => {
      const made = figuresFrom(everyKind, [contributionOf('330', children)])
      const held = children.map(([, cost]) => cost).filter((cost) => typeof cost === 'number')
      const sum = held.reduce((running, cost) => running + Math.round(cost * 100), 0)
      expect(made.find(({ id }) => id === 'spent')?.value).toBe(sum / 100)
      const inOrder = held.toSorted((a, b) => a - b)
      expect(made.find(({ id }) => id === 'highest')?.value).toBe(inOrder.at(-1) ?? null)
      expect(made.find(({ id, breakdown }) => id === 'children' && breakdown.order === 'yes')?.value).toBe(
        children.filter(([, , order]) => order === 'yes').length,
      )
    }),
    { numRuns: 100 },
  )
})
