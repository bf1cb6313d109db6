import { bankHolidays } from './bank-holidays.ts'
import { type CalendarDate, fromDayNumber, toDayNumber } from './calendar-date.ts'

const holidays: ReadonlySet<CalendarDate> = new Set(bankHolidays)

/** A day that is neither at a weekend nor a bank holiday in England. Of years whose holidays are not known, weekends alone are left out. */
export const isWorkingDay = (date: CalendarDate): boolean => !isAtWeekend(date) && !holidays.has(date)

function isAtWeekend(date: CalendarDate): boolean {
  // Day 0, 1 January 1970, was a Thursday: two days later it was Saturday.
  const sinceThursday = ((toDayNumber(date) % 7) + 7) % 7
  return sinceThursday === 2 || sinceThursday === 3
}

/** How many working days there are after one day up to and with another; 0 where it does not come later. */
export function workingDaysUntil(from: CalendarDate, to: CalendarDate): number {
  let count = 0
  for (let at = toDayNumber(from) + 1; at <= toDayNumber(to); at++) {
    if (isWorkingDay(fromDayNumber(at))) count++
  }
  return count
}
