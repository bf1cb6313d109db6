import { shift } from '@rollcall/domain/calendar-date'
import { bankHolidaysKnownUntil } from '@rollcall/domain/working-days'
import { expect, test } from 'vitest'
import { holidayDaysLeft, warnOfHolidays } from './warn-of-holidays.ts'

const last = bankHolidaysKnownUntil()

test('the log is told once a day that the bank holidays run out, from half a year before', () => {
  const told: unknown[] = []
  const warn = warnOfHolidays({ warn: (facts: unknown) => told.push(facts) } as never)

  warn(shift(last, { days: -180 }))
  expect(told).toEqual([])
  const day = shift(last, { days: -179 })
  for (const today of [day, day, shift(day, { days: 1 })]) warn(today)

  expect(told).toEqual([
    { knownUntil: last, daysLeft: 179 },
    { knownUntil: last, daysLeft: 178 },
  ])
  expect(holidayDaysLeft(shift(last, { days: 3 }))).toBe(-3)
})
