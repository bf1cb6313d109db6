import { expect, test } from 'vitest'
import { Figure } from './figure.ts'
import { type ComparedFigure, type OwnFigure, outliersAmong, whyListed } from './outlier.ts'
import { quartilesOf, spreadOf } from './quartiles.ts'

const common = { id: 'one', title: 'One', unit: 'children', sheet: 'children' }
const children = Figure.parse({ ...common, kind: 'count' })
const spent = Figure.parse({ ...common, kind: 'mean', column: 'cost', unit: '£' })
const share = Figure.parse({
  ...{ ...common, kind: 'share', unit: '%' },
  ...{ of: { column: 'order', is: 'yes' }, among: { column: 'order', answered: true } },
})
const rate = Figure.parse({ ...common, kind: 'rate', per: 1000, population: 'children-in-care' })

const count = (value: number): OwnFigure => ({ value, numerator: value, denominator: null })
const of = (numerator: number, denominator: number): OwnFigure => ({
  ...{ numerator, denominator },
  value: denominator === 0 ? null : Math.round((100 * numerator) / denominator),
})
const mean = (value: number, rows = 20): OwnFigure => ({ value, numerator: value * rows, denominator: rows })
const per1000 = (numerator: number, denominator: number): OwnFigure => ({
  ...{ numerator, denominator },
  value: Math.round((1000 * numerator) / denominator),
})

const named = (figures: readonly OwnFigure[]): ComparedFigure<number>[] =>
  figures.map((now, key) => ({ key, now }))
const keysOf = (figure: Figure, figures: readonly OwnFigure[]) =>
  outliersAmong(figure, named(figures)).map(({ key }) => key)
const sentence = (figure: Figure, figures: readonly OwnFigure[]) => {
  const [first] = outliersAmong(figure, named(figures))
  return first && whyListed(first, (value) => `${value}`)
}
const repeated = <Value>(values: readonly Value[], times: number): Value[] =>
  Array.from({ length: times }, () => values).flat()

test('quartiles lie where they are said to, and halfway in proportion', () => {
  expect(quartilesOf([5, 1, 3, 2, 4])).toEqual({ low: 2, middle: 3, high: 4 })
  expect(quartilesOf([1, 2, 3, 4])).toEqual({ low: 1.75, middle: 2.5, high: 3.25 })
  expect(quartilesOf([7])).toEqual({ low: 7, middle: 7, high: 7 })
  expect(quartilesOf([])).toBeUndefined()
  expect(spreadOf([1, 2, 3, 4, 500], 3)).toBeCloseTo(1.4826)
})

test('a count far from the others is listed, and one that chance may make is not', () => {
  const usual = [3, 4, 4, 5, 5, 5, 6, 6, 7, 8].map(count)
  expect(keysOf(children, [...usual, count(60)])).toEqual([10])
  expect(keysOf(children, [...usual, count(12)])).toEqual([])
  expect(keysOf(children, [...usual, count(0)])).toEqual([])
  expect(sentence(children, [...usual, count(60)])).toBe(
    '60 here. Of 11 returns half are between 4.5 and 6.5, and the middle is 5.',
  )
})

test('one far value hides no other: the furthest stands first', () => {
  const usual = repeated([4, 5, 6], 5).map(count)
  expect(keysOf(children, [...usual, count(50), count(3000)])).toEqual([16, 15])
})

test('few returns have no outliers, and neither have returns that all say the same', () => {
  expect(keysOf(children, [1, 1, 1, 1, 1, 1, 90].map(count))).toEqual([])
  expect(keysOf(children, repeated([count(5)], 30))).toEqual([])
  expect(keysOf(children, [...repeated([count(5)], 30), count(6), count(9)])).toEqual([])
  expect(keysOf(children, [...repeated([count(100)], 30), count(300)])).toEqual([30])
})

test('where most have none, those that have any are compared with one another', () => {
  const some = [1, 1, 2, 2, 2, 3, 3, 3, 4, 4].map(count)
  const none = repeated([count(0)], 40)
  expect(keysOf(children, [...none, ...some])).toEqual([])
  expect(keysOf(children, [...none, ...some, count(40)])).toEqual([50])
  expect(sentence(children, [...none, ...some, count(40)])).toBe(
    '40 here. Of the 11 returns that have any, half are between 2 and 3.5, and the middle is 3.',
  )
})

test('where next to nobody has any, only many are listed', () => {
  const none = repeated([count(0)], 40)
  expect(keysOf(children, [...none, count(1), count(9)])).toEqual([])
  expect(keysOf(children, [...none, count(1), count(25)])).toEqual([41])
  expect(sentence(children, [...none, count(25)])).toBe('25 here. Most of the 41 returns have none.')
})

test('a share of few rows is not listed, and the same share of many is', () => {
  const usual = repeated([of(5, 20), of(7, 22), of(8, 25), of(9, 30)], 3)
  expect(keysOf(share, [...usual, of(1, 1), of(3, 3), of(0, 2)])).toEqual([])
  expect(keysOf(share, [...usual, of(38, 40)])).toEqual([12])
  expect(sentence(share, [...usual, of(38, 40)])).toMatch(
    /^95 \(38 of 40\) here\. Of 13 returns half are between 30 and 32, and the middle is 32\.$/,
  )
})

test('a share of nobody says nothing', () => {
  expect(keysOf(share, repeated([of(0, 0)], 20))).toEqual([])
})

test('where most shares are nought, the others together say what is usual', () => {
  const none = repeated([of(0, 12), of(0, 20)], 10)
  const few = [of(1, 15), of(1, 30), of(2, 40)]
  expect(keysOf(share, [...none, ...few])).toEqual([])
  expect(keysOf(share, [...none, ...few, of(9, 12)])).toEqual([23])
  expect(sentence(share, [...none, ...few, of(9, 12)])).toMatch(
    /^75 \(9 of 12\) here\. In the other 23 returns together it is 0\.9\d+\.$/,
  )
})

test('where most shares are the whole, one that is not is measured the same way', () => {
  const all = repeated([of(12, 12), of(20, 20)], 10)
  expect(keysOf(share, [...all, of(3, 20)])).toEqual([20])
  expect(keysOf(share, [...all, of(19, 20)])).toEqual([])
})

test('amounts are compared by how many times they differ', () => {
  const usual = [8000, 9000, 9500, 10_000, 10_500, 11_000, 12_000, 13_000, 15_000].map((value) => mean(value))
  expect(keysOf(spent, [...usual, mean(400)])).toEqual([9])
  expect(keysOf(spent, [...usual, mean(100_000)])).toEqual([9])
  expect(keysOf(spent, [...usual, mean(16_000)])).toEqual([])
  // One row alone is moved by what it is.
  expect(keysOf(spent, [...usual, mean(22_000, 1)])).toEqual([])
})

test('no amount where nearly every other return has one is listed', () => {
  const usual = repeated([8000, 9000, 10_000, 11_000, 12_000], 4).map((value) => mean(value))
  expect(keysOf(spent, [...usual, mean(0)])).toEqual([20])
  expect(keysOf(spent, [...usual, ...repeated([mean(0)], 8)])).toEqual([])
})

test('a rate is weighed by the population it is of', () => {
  const usual = repeated([per1000(5, 500), per1000(9, 800), per1000(11, 1000)], 4)
  expect(keysOf(rate, [...usual, per1000(60, 600)])).toEqual([12])
  expect(keysOf(rate, [...usual, per1000(1, 20)])).toEqual([])
})

test('lowest and highest are of one child, and are not compared', () => {
  const lowest = Figure.parse({ ...common, kind: 'minimum', column: 'age' })
  expect(keysOf(lowest, [...repeated([count(10)], 20), count(900)])).toEqual([])
})

const changed = (pairs: readonly (readonly [number, number])[]): ComparedFigure<number>[] =>
  pairs.map(([before, now], key) => ({ key, now: count(now), before: count(before) }))
const movedFar = (pairs: readonly (readonly [number, number])[]) =>
  outliersAmong(children, changed(pairs))
    .filter(({ against }) => against === 'last round')
    .map(({ key }) => key)

test('a return far from its own of the last round is listed, where chance does not make the change', () => {
  expect(
    movedFar([
      [10, 45],
      [10, 20],
      [5, 0],
      [0, 30],
      [0, 4],
      [400, 430],
    ]),
  ).toEqual([3, 0])
  const [found] = outliersAmong(children, changed([[10, 45]]))
  expect(found && whyListed(found, (value) => `${value}`)).toBe(
    '45 here, and 10 in the last round. Chance alone hardly makes such a change.',
  )
})

test('a change that everybody made is no reason, and staying put where all moved may be one', () => {
  const tripled = Array.from({ length: 12 }, (_, at) => [20 + at, 3 * (20 + at)] as const)
  expect(movedFar(tripled)).toEqual([])
  expect(movedFar([...tripled, [90, 30]])).toEqual([12])
})

test('what was not said in one of the rounds is not compared', () => {
  const unknown: OwnFigure = { value: null, numerator: null, denominator: null }
  expect(outliersAmong(children, [{ key: 1, now: count(90), before: unknown }])).toEqual([])
  expect(outliersAmong(children, [{ key: 1, now: unknown, before: count(90) }])).toEqual([])
})
