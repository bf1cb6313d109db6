import fc from 'fast-check'
import { expect, test } from 'vitest'
import { choose, scaled, split } from './quotas.ts'
import { randomFrom } from './random.ts'

test('a number is split by weight', () => {
  expect(split(100, [{ weight: 1 }, { weight: 2 }, { weight: 1 }])).toEqual([25, 50, 25])
  expect(split(1, [{ weight: 3 }, { weight: 40 }, { weight: 5 }])).toEqual([0, 1, 0])
})

test('what a bound keeps from one goes to the others by weight', () => {
  expect(split(100, [{ weight: 5, most: 10 }, { weight: 2 }, { weight: 1 }])).toEqual([10, 60, 30])
  expect(split(10, [{ weight: 0, most: 0 }, { weight: 1, least: 8 }, { weight: 9 }])).toEqual([0, 8, 2])
})

test('where the bounds leave no way, it says so', () => {
  expect(() =>
    split(10, [
      { weight: 1, most: 4 },
      { weight: 1, most: 5 },
    ]),
  ).toThrow('cannot split 10')
  expect(() => split(1, [{ weight: 1, least: 2 }])).toThrow('cannot split 1')
})

test('whatever the weights, the parts add up and keep to their bounds', () => {
  const share = fc.record({
    weight: fc.double({ min: 0.01, max: 500, noNaN: true }),
    most: fc.integer({ min: 0, max: 60 }),
  })
  fc.assert(
    fc.property(
      fc.array(share, { minLength: 1, maxLength: 40 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (shares, part) => {
        const total = Math.floor(shares.reduce((sum, { most }) => sum + most, 0) * part)
        const parts = split(total, shares)

        expect(parts.reduce((sum, one) => sum + one, 0)).toBe(total)
        for (const [index, one] of parts.entries()) {
          expect(one).toBeGreaterThanOrEqual(0)
          expect(one).toBeLessThanOrEqual(shares[index]?.most ?? 0)
        }
      },
    ),
  )
})

test('quotas are scaled to another total in the same shares', () => {
  expect(scaled({ yes: 240, no: 535 }, 7750)).toEqual({ yes: 2400, no: 5350 })
  expect(scaled({ yes: 240, no: 535 }, 1)).toEqual({ yes: 0, no: 1 })
})

test('choosing passes over what may not be chosen, and takes what there is', () => {
  const items = [1, 2, 3, 4, 5, 6]
  const even = choose(randomFrom(1), items, 2, undefined, (item) => item % 2 === 0)
  const heavy = choose(randomFrom(1), items, 9, (item) => (item > 2 ? 1 : 0))

  expect(even.every((item) => item % 2 === 0)).toBe(true)
  expect(even).toHaveLength(2)
  expect(heavy.toSorted()).toEqual([3, 4, 5, 6])
})
