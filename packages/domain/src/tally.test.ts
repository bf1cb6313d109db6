import fc from 'fast-check'
import { expect, test } from 'vitest'
import { addAll, type Tally, twiceQuantile } from './tally.ts'

const tally: fc.Arbitrary<Tally> = fc
  .array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 20 })
  .map((values) => ({
    count: values.length,
    sum: values.reduce((sum, value) => sum + value, 0),
    notHeld: 0,
    values: [...new Set(values)]
      .sort((a, b) => a - b)
      .map((value) => [value, values.filter((other) => other === value).length] as const),
  }))

test('tallies add in any order and grouping', () => {
  fc.assert(
    fc.property(tally, tally, tally, (a, b, c) => {
      expect(addAll([a, addAll([b, c])])).toEqual(addAll([addAll([c, a]), b]))
      expect(addAll([a])).toEqual(a)
    }),
  )
})

test('a sum too large to be exact is refused rather than rounded', () => {
  const large: Tally = { count: 1, sum: Number.MAX_SAFE_INTEGER, notHeld: 0 }
  expect(() => addAll([large, large])).toThrow('too large')
})

test('the median of an even number of rows is halfway between the middle two', () => {
  expect(
    twiceQuantile(
      [
        [1, 1],
        [2, 1],
        [4, 1],
        [9, 1],
      ],
      0.5,
    ),
  ).toBe(6)
  expect(
    twiceQuantile(
      [
        [1, 3],
        [9, 2],
      ],
      0.5,
    ),
  ).toBe(2)
  expect(twiceQuantile([], 0.5)).toBeUndefined()
})

test('a median read off a tally is that of the rows in order', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 30 }), (values) => {
      const inOrder = values.toSorted((a, b) => a - b)
      const middle = (inOrder.length - 1) / 2
      const byHand = (inOrder[Math.floor(middle)] ?? 0) + (inOrder[Math.ceil(middle)] ?? 0)
      const counted = [...Map.groupBy(inOrder, (value) => value)].map(
        ([value, rows]) => [value, rows.length] as const,
      )
      expect(twiceQuantile(counted, 0.5)).toBe(byHand)
    }),
  )
})
