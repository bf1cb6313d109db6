import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Contribution } from './contribution.ts'
import { figuresFrom } from './figures.ts'
import { movedFigure, type ReturnBeside, type WhichFigure } from './moved-figure.ts'
import { onlyFigure } from './only-figure.ts'
import { type Child, contributionOf, everyKind } from './test-support/every-kind.ts'

const england = (id: string): WhichFigure => ({ id, breakdown: {} })
const beside = (
  authority: string,
  before: readonly Child[] | undefined,
  after: readonly Child[] | undefined,
): ReturnBeside => ({
  authority,
  before: before && contributionOf(authority, before),
  after: after && contributionOf(authority, after),
})

const young: Child = ['01/09/2022', 1000, 'yes']
const old: Child = ['01/01/2008', 3000, 'no']
const unchanged = contributionOf('909', [young, old])
const same: ReturnBeside = { authority: '909', before: unchanged, after: unchanged }

test('of a count each return’s part is how much its own number changed', () => {
  const returns = [beside('330', [young, young], [young]), beside('202', undefined, [old]), same]

  expect(
    movedFigure(everyKind, england('children'), [...returns, beside('001', [old, old], undefined)]),
  ).toEqual({
    ...{ before: 6, after: 4, move: -2, decimals: 0 },
    returns: [
      { authority: '001', before: 2, after: null, part: -2 },
      { authority: '330', before: 2, after: 1, part: -1 },
      { authority: '202', before: null, after: 1, part: 1 },
    ],
  })
})

test('of a share a return that says what all say moves nothing, and one that says something else does', () => {
  const alike = beside('202', undefined, [young, old])
  const other = beside('330', [young, old], [young, young])

  expect(movedFigure(everyKind, england('share_order'), [same, alike]).returns).toEqual([])
  expect(movedFigure(everyKind, england('share_order'), [same, other])).toEqual({
    ...{ before: 50, after: 75, move: 25, decimals: 3 },
    returns: [{ authority: '330', before: 50, after: 100, part: 25 }],
  })
})

test('a group of a breakdown is moved by the returns that are in it', () => {
  const returns = [beside('330', [young], [young, old]), beside('202', [old], [young]), same]
  const moved = (breakdown: WhichFigure['breakdown']) =>
    movedFigure(everyKind, { id: 'children', breakdown }, returns)

  expect(moved({ region: 'London' })).toMatchObject({ before: 1, after: 1, returns: [] })
  expect(moved({ age_band: 'Under 10' }).returns).toEqual([
    { authority: '202', before: 0, after: 1, part: 1 },
  ])
  expect(moved({ region: 'West Midlands', age_band: '16 to 17' })).toMatchObject({
    ...{ before: 0, after: 1 },
    returns: [{ authority: '330', part: 1 }],
  })
})

test('where there was no figure before there is no move, and what came is told', () => {
  const returns = [beside('330', undefined, [young])]

  expect(movedFigure(everyKind, england('mean_cost'), returns)).toEqual({
    ...{ before: null, after: 1000, move: null, decimals: 4 },
    returns: [{ authority: '330', before: null, after: 1000, part: null }],
  })
})

test('of so many returns that nobody could wait for it, a median is not put in parts', () => {
  const returns = Array.from({ length: 501 }, (_, at): ReturnBeside => {
    const authority = `${1000 + at}`
    return {
      authority,
      before: { ...contributionOf('330', [young]), authority },
      after: { ...contributionOf('330', [old]), authority },
    }
  })

  const moved = movedFigure(everyKind, england('median_cost'), returns)
  expect(moved).toMatchObject({ before: 1000, after: 3000, move: 2000 })
  expect(moved.returns.map(({ part }) => part)).toEqual(returns.map(() => null))
}, 60_000)

const child = fc.tuple(
  fc.constantFrom('01/09/2022', '01/09/2010', '01/01/2008'),
  fc.oneof(
    fc.constant('Not held'),
    fc.integer({ min: 0, max: 900_000 }).map((pence) => pence / 100),
  ),
  fc.constantFrom('yes', 'no', 'Not held'),
) satisfies fc.Arbitrary<Child>
const children = fc.option(fc.array(child, { maxLength: 4 }), { nil: undefined })
const codes = ['330', '202', '909', '001', '002']
const anyReturns = fc
  .array(fc.tuple(children, children, fc.boolean()), { minLength: 1, maxLength: codes.length })
  .map((pairs) =>
    pairs.map(([before, after, stays], at): ReturnBeside => {
      const one = beside(codes[at] ?? '', before, after)
      return stays ? { ...one, after: one.before } : one
    }),
  )
const whole = (value: number, decimals: number) => Math.round(value * 10 ** decimals)
const contributed = (returns: readonly ReturnBeside[], which: 'before' | 'after'): Contribution[] =>
  returns.flatMap((one) => one[which] ?? [])

/** As the figures have it; a group that nobody is in has none there, and nought of it is counted. */
function valueIn(which: WhichFigure, contributions: readonly Contribution[]): number | null {
  const found = figuresFrom(onlyFigure(everyKind, which.id), contributions).find(
    (one) => one.id === which.id && JSON.stringify(one.breakdown) === JSON.stringify(which.breakdown),
  )
  const isGroup = Object.keys(which.breakdown).some((name) => name !== 'spread')
  return found ? found.value : isGroup && contributions.length > 0 ? 0 : null
}

const fractions = [
  'children',
  'spent',
  'mean_cost',
  'mean_daily_cost',
  'share_order',
  'cost_of_orders',
  'rate',
]

test.each([
  ...[...fractions, 'median_cost', 'lower_quartile', 'lowest', 'highest', 'yearly'].map((id) => england(id)),
  ...['lowest', 'median', 'highest'].map((spread) => ({ id: 'spread_order', breakdown: { spread } })),
  ...[{ region: 'West Midlands' }, { order: 'yes' }].map((breakdown) => ({ id: 'children', breakdown })),
])('the parts of $id $breakdown add up to its move, and the move is that of the figures', (which) => {
  fc.assert(
    fc.property(anyReturns, (returns) => {
      const { before, after, move, decimals, returns: moved } = movedFigure(everyKind, which, returns)
      expect(before).toBe(valueIn(which, contributed(returns, 'before')))
      expect(after).toBe(valueIn(which, contributed(returns, 'after')))
      if (move === null) {
        expect(before === null || after === null).toBe(true)
        return
      }
      const sum = moved.reduce((total, { part }) => total + whole(part ?? Number.NaN, decimals), 0)
      expect(sum).toBe(whole(move, decimals))
      expect(Math.abs((after ?? 0) - (before ?? 0) - move)).toBeLessThanOrEqual(1)
      const unmoved = returns.filter((one) => one.before === one.after).map(({ authority }) => authority)
      expect(moved.filter(({ authority }) => unmoved.includes(authority))).toEqual([])
    }),
    { numRuns: 60 },
  )
})

test.each(fractions)('backwards every part of %s is the other way round', (id) => {
  fc.assert(
    fc.property(anyReturns, (returns) => {
      const forth = movedFigure(everyKind, england(id), returns)
      const back = movedFigure(
        everyKind,
        england(id),
        returns.map(({ authority, before, after }) => ({ authority, before: after, after: before })),
      )
      const least = 2 / 10 ** forth.decimals
      for (const { authority, part } of forth.returns) {
        const other = back.returns.find((one) => one.authority === authority)?.part ?? 0
        expect(Math.abs((part ?? 0) + other)).toBeLessThanOrEqual(least)
      }
    }),
    { numRuns: 40 },
  )
})
