import { expect, test } from 'vitest'
import { minutesUntilNextTry, minutesWhileAway } from './message.ts'

const attempts = Array.from({ length: 12 }, (_, before) => before + 1)

test('a message that is refused for now is tried ever less often, and given up after two days', () => {
  const waits = attempts.map(minutesUntilNextTry).filter((minutes) => minutes !== undefined)

  expect(waits).toEqual(waits.toSorted((one, other) => one - other))
  expect(waits.reduce((sum, minutes) => sum + minutes, 0) / 60).toBeCloseTo(49.35)
  expect(minutesUntilNextTry(waits.length + 1)).toBeUndefined()
})

test('while nobody can be reached it is tried every quarter of an hour, however long that takes', () => {
  expect(attempts.map(minutesWhileAway)).toEqual([1, 5, ...Array.from({ length: 10 }, () => 15)])
})
