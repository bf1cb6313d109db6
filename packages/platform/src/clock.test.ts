import { expect, test } from 'vitest'
import { systemClock, today } from './clock.ts'

test.each([
  ['2026-01-15T23:59:59Z', '2026-01-15'],
  ['2026-01-16T00:00:00Z', '2026-01-16'],
  // Summer time: an hour before midnight in UTC it is already tomorrow in London.
  ['2026-07-01T22:59:59Z', '2026-07-01'],
  ['2026-07-01T23:00:00Z', '2026-07-02'],
  // The last Sundays of March and October, at the hour that clocks change.
  ['2026-03-29T00:59:59Z', '2026-03-29'],
  ['2026-10-25T00:30:00Z', '2026-10-25'],
  ['2024-02-29T12:00:00Z', '2024-02-29'],
])('at %s it is %s in London', (moment, day) => {
  expect(today(new Date(moment))).toBe(day)
})

test('the system clock tells the time', () => {
  expect(Math.abs(systemClock.now().getTime() - Date.now())).toBeLessThan(1000)
})
