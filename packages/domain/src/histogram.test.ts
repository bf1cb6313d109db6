import fc from 'fast-check'
import { expect, test } from 'vitest'
import { histogram } from './histogram.ts'

test('values are counted by their size, in steps that are easy to read', () => {
  expect(histogram([0, 3, 14, 41], 0)).toEqual([
    { from: 0, below: 5, count: 2 },
    { from: 5, below: 10, count: 0 },
    { from: 10, below: 15, count: 1 },
    { from: 15, below: 20, count: 0 },
    { from: 20, below: 25, count: 0 },
    { from: 25, below: 30, count: 0 },
    { from: 30, below: 35, count: 0 },
    { from: 35, below: 40, count: 0 },
    { from: 40, below: 45, count: 1 },
  ])
  expect(histogram([0.1, 0.3], 1)).toEqual([
    { from: 0.1, below: 0.2, count: 1 },
    { from: 0.2, below: 0.3, count: 0 },
    { from: 0.3, below: 0.4, count: 1 },
  ])
  expect(histogram([7, 7, 7], 0)).toEqual([{ from: 7, below: 8, count: 3 }])
  expect(histogram([], 0)).toEqual([])
})

test('every value is in one bin and no more, of at most ten bins', () => {
  const decimals = fc.integer({ min: 0, max: 3 })
  const whole = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000_000 }), { minLength: 1, maxLength: 50 })
  fc.assert(
    fc.property(whole, decimals, (sizes, places) => {
      const values = sizes.map((size) => size / 10 ** places)
      const bins = histogram(values, places)
      expect(bins.length).toBeLessThanOrEqual(10)
      expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(values.length)
      for (const { from, below, count } of bins)
        expect(values.filter((value) => value >= from && value < below)).toHaveLength(count)
    }),
  )
})
