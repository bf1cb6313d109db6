import { expect, test } from 'vitest'
import { day } from './calendar-date.ts'
import { forecastOf, sameDayBefore } from './forecast.ts'
import { workingDaysUntil } from './working-days.ts'

test('of those who have not signed as many will as did last time', () => {
  expect(forecastOf({ asked: 153, signed: 103 }, { waiting: 60, signed: 40 })).toEqual({
    ...{ waiting: 60, signed: 40 },
    expected: 136,
  })
})

test('whoever is ahead of last time stays so, and whoever is behind stays behind', () => {
  const pace = { waiting: 80, signed: 60 }

  expect(forecastOf({ asked: 100, signed: 60 }, pace)?.expected).toBe(90)
  expect(forecastOf({ asked: 100, signed: 0 }, pace)?.expected).toBe(75)
})

test('a forecast is never less than what is signed, nor more than were asked', () => {
  for (const signed of [0, 1, 50, 99]) {
    expect(forecastOf({ asked: 100, signed }, { waiting: 7, signed: 0 })?.expected).toBe(signed)
    expect(forecastOf({ asked: 100, signed }, { waiting: 7, signed: 7 })?.expected).toBe(100)
  }
})

test('where all have signed, or nobody was waiting last time, there is nothing to say', () => {
  expect(forecastOf({ asked: 3, signed: 3 }, { waiting: 2, signed: 1 })).toBeUndefined()
  expect(forecastOf({ asked: 0, signed: 0 }, { waiting: 2, signed: 1 })).toBeUndefined()
  expect(forecastOf({ asked: 3, signed: 1 }, { waiting: 0, signed: 0 })).toBeUndefined()
})

test.each([
  ['2025-10-24', '2025-10-31', '2024-10-31', '2024-10-24', 'a week before'],
  ['2025-10-31', '2025-10-31', '2024-10-31', '2024-10-31', 'on the due date'],
  ['2025-10-25', '2025-10-31', '2024-10-31', '2024-10-24', 'on a Saturday, with five working days left'],
  ['2025-04-16', '2025-04-23', '2024-10-31', '2024-10-28', 'before Easter, with three working days left'],
  ['2025-10-30', '2025-10-31', '2024-11-03', '2024-10-31', 'last time due on a Sunday'],
])('on %s, due on %s, we look at the round due on %s as it was on %s (%s)', (today, due, lastDue, before) => {
  const found = sameDayBefore(day(today), day(due), day(lastDue))

  expect(found).toBe(before)
  expect(workingDaysUntil(day(before), day(lastDue))).toBe(workingDaysUntil(day(today), day(due)))
})

test('once the due date is over there is no such day', () => {
  expect(sameDayBefore(day('2025-11-01'), day('2025-10-31'), day('2024-10-31'))).toBeUndefined()
})
