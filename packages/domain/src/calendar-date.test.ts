import { expect, test } from 'vitest'
import {
  calendarDate,
  day,
  dayFirst,
  daysBetween,
  fromDayNumber,
  inWords,
  monthsBetween,
  shift,
  toDayNumber,
  yearsBetween,
} from './calendar-date.ts'

test('every day from 1900 to 2100 has a number and comes back from it', () => {
  const first = toDayNumber(day('1900-01-01'))
  const last = toDayNumber(day('2100-12-31'))
  expect(last - first).toBe(73_413)
  for (let number = first; number <= last; number++) expect(toDayNumber(fromDayNumber(number))).toBe(number)
})

test('the day numbers are those of the calendar', () => {
  expect(fromDayNumber(0)).toBe('1970-01-01')
  expect(fromDayNumber(19_967)).toBe('2024-09-01')
  expect(toDayNumber(day('2000-02-29'))).toBe(11_016)
})

test('a day the calendar does not have is none', () => {
  expect(calendarDate(2023, 2, 29)).toBeUndefined()
  expect(calendarDate(2024, 2, 29)).toBe('2024-02-29')
  expect(calendarDate(1900, 2, 29)).toBeUndefined()
  expect(calendarDate(2024, 13, 1)).toBeUndefined()
})

test('a child is a year older on the birthday and not the day before', () => {
  expect(yearsBetween(day('2010-09-01'), day('2024-09-01'))).toBe(14)
  expect(yearsBetween(day('2010-09-02'), day('2024-09-01'))).toBe(13)
})

test('someone born on 29 February is a year older on 1 March in other years', () => {
  expect(yearsBetween(day('2008-02-29'), day('2026-02-28'))).toBe(17)
  expect(yearsBetween(day('2008-02-29'), day('2026-03-01'))).toBe(18)
})

test('months are counted whole', () => {
  expect(monthsBetween(day('2024-01-31'), day('2024-02-29'))).toBe(0)
  expect(monthsBetween(day('2023-09-01'), day('2024-09-01'))).toBe(12)
  expect(monthsBetween(day('2024-09-01'), day('2023-09-01'))).toBe(-12)
})

test('a day moved by months stays in its month', () => {
  expect(shift(day('2024-05-31'), { months: -3 })).toBe('2024-02-29')
  expect(shift(day('2024-02-29'), { years: 1 })).toBe('2025-02-28')
  expect(shift(day('2024-12-31'), { days: 1 })).toBe('2025-01-01')
})

test('days are counted across leap years', () => {
  expect(daysBetween(day('2023-09-01'), day('2024-09-01'))).toBe(366)
})

test('a day is written as people write it', () => {
  expect(inWords(day('2024-11-04'))).toBe('4 November 2024')
  expect(dayFirst(day('2024-11-04'))).toBe('04/11/2024')
})
