import { bankHolidays } from './bank-holidays.ts'
import { type CalendarDate, day, fromDayNumber, toDayNumber } from './calendar-date.ts'

const holidays: ReadonlySet<CalendarDate> = new Set(bankHolidays)

/** A day that is neither at a weekend nor a bank holiday in England. Of years whose holidays are not known, weekends alone are left out. */
export const isWorkingDay = (date: CalendarDate): boolean => whyNotWorking(date) === undefined

/** Why nobody is at work on a day; `undefined` where it is a working day. */
export function whyNotWorking(date: CalendarDate): 'a Saturday' | 'a Sunday' | 'a bank holiday' | undefined {
  // Day 0, 1 January 1970, was a Thursday: two days later it was Saturday.
  const sinceThursday = ((toDayNumber(date) % 7) + 7) % 7
  if (sinceThursday === 2) return 'a Saturday'
  if (sinceThursday === 3) return 'a Sunday'
  return holidays.has(date) ? 'a bank holiday' : undefined
}

/** The bank holidays after one day up to and with another. */
export const bankHolidaysUntil = (from: CalendarDate, to: CalendarDate): CalendarDate[] =>
  bankHolidays.filter((date) => from < date && date <= to)

/** Whether the bank holidays of a day's year are known. */
export const knowsBankHolidays = (date: CalendarDate): boolean =>
  bankHolidays.some((holiday) => holiday.slice(0, 4) === date.slice(0, 4))

/** The last day of the last year whose bank holidays are known. */
export const bankHolidaysKnownUntil = (): CalendarDate =>
  day(`${bankHolidays.at(-1)?.slice(0, 4) ?? '2000'}-12-31`)

/** How many working days there are after one day up to and with another; 0 where it does not come later. */
export function workingDaysUntil(from: CalendarDate, to: CalendarDate): number {
  let count = 0
  for (let at = toDayNumber(from) + 1; at <= toDayNumber(to); at++) {
    if (isWorkingDay(fromDayNumber(at))) count++
  }
  return count
}
