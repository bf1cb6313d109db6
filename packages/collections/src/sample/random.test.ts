import { expect, test } from 'vitest'
import { randomFrom } from './random.ts'

test('the same seed gives the same numbers, for ever', () => {
  const random = randomFrom(7)

  expect(Array.from({ length: 6 }, () => random.whole(0, 999))).toMatchInlineSnapshot(`
    [
      482,
      768,
      402,
      266,
      76,
      893,
    ]
  `)
})

test('another seed, or another branch, gives other numbers', () => {
  const numbers = [randomFrom(7), randomFrom(8), randomFrom(7).branch('a'), randomFrom(7).branch('b')].map(
    (random) => random.fraction(),
  )

  expect(new Set(numbers).size).toBe(4)
})

test('whole numbers are even over their range, both ends included', () => {
  const random = randomFrom('even')
  const counts = [0, 0, 0, 0]
  for (let index = 0; index < 40_000; index++) {
    const number = random.whole(0, 3)
    counts[number] = (counts[number] ?? 0) + 1
  }

  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(400)
})

test('shuffling keeps everything', () => {
  const items = Array.from({ length: 50 }, (_, index) => index)
  const shuffled = randomFrom(1).shuffled(items)

  expect(shuffled).not.toEqual(items)
  expect(shuffled.toSorted((a, b) => a - b)).toEqual(items)
})
