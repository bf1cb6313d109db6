import { expect, test } from 'vitest'
import { dividedBy, exact, isLess, minus, plus, rounded, times } from './exact.ts'

test('halves are rounded away from nought, however they would be kept in binary', () => {
  expect(rounded(exact(1005, 1000), 2)).toBe(1.01)
  expect(rounded(exact(25, 10), 0)).toBe(3)
  expect(rounded(exact(-25, 10), 0)).toBe(-3)
  expect(rounded(exact(1, 3), 4)).toBe(0.3333)
  expect(rounded(exact(-1, 1000), 0)).toBe(0)
})

test('sums and products lose nothing', () => {
  const third = exact(1, 3)
  expect(rounded(times(plus(plus(third, third), third), exact(9_007_199_254_740_991n)), 0)).toBe(
    9_007_199_254_740_991,
  )
  expect(minus(third, third).over).toBe(0n)
  expect(dividedBy(third, exact(0))).toBeUndefined()
  expect(isLess(exact(1, 3), exact(1, 2))).toBe(true)
  expect(isLess(exact(1, -3), exact(-1, 2))).toBe(false)
})
