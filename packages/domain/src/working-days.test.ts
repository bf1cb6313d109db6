import { expect, test } from 'vitest'
import { bankHolidays } from './bank-holidays.ts'
import { type CalendarDate, day, fromDayNumber, toDayNumber } from './calendar-date.ts'
import { isWorkingDay, workingDaysUntil } from './working-days.ts'

/** Easter Sunday in the Gregorian calendar: the algorithm of Meeus, Jones and Butcher. */
function easter(year: number): CalendarDate {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100]
  const [d, e, i, k] = [Math.floor(b / 4), b % 4, Math.floor(c / 4), c % 4]
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3)
  const h = (19 * a + b - d - g + 15) % 30
  const l = (32 + 2 * e + 2 * i - h - k) % 7
  const m = Math.floor((a + 11 * h + 22 * l) / 451)
  const n = h + l - 7 * m + 114
  return day(`${year}-0${Math.floor(n / 31)}-${String((n % 31) + 1).padStart(2, '0')}`)
}

const weekday = (date: CalendarDate): number => new Date(`${date}T12:00:00Z`).getUTCDay()
const later = (date: CalendarDate, days: number) => fromDayNumber(toDayNumber(date) + days)
const firstMonday = (month: string): CalendarDate => {
  const first = day(`${month}-01`)
  return later(first, (8 - weekday(first)) % 7)
}
const lastMonday = (lastDay: string): CalendarDate => later(day(lastDay), -((weekday(day(lastDay)) + 6) % 7))

/** What the Act's schedule makes of a year in which nothing was proclaimed but days instead of those at a weekend. */
function bySchedule(year: number): CalendarDate[] {
  const kept: CalendarDate[] = [
    ...[later(easter(year), -2), later(easter(year), 1)],
    ...[firstMonday(`${year}-05`), lastMonday(`${year}-05-31`), lastMonday(`${year}-08-31`)],
  ]
  for (const fixed of [`${year}-01-01`, `${year}-12-25`, `${year}-12-26`].map(day)) {
    let at = fixed
    while ([0, 6].includes(weekday(at)) || kept.includes(at)) at = later(at, 1)
    kept.push(at)
  }
  return kept.sort()
}

const proclaimed: Readonly<Record<number, { readonly without: string; readonly with: readonly string[] }>> = {
  2020: { without: '2020-05-04', with: ['2020-05-08'] },
  2022: { without: '2022-05-30', with: ['2022-06-02', '2022-06-03', '2022-09-19'] },
  2023: { without: '', with: ['2023-05-08'] },
}

test.each([2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028])(
  'the bank holidays of %i are those of the Act’s schedule, and what was proclaimed',
  (year) => {
    const { without, with: added } = proclaimed[year] ?? { without: '', with: [] }
    const expected = [...bySchedule(year).filter((date) => date !== without), ...added.map(day)].sort()

    expect(bankHolidays.filter((date) => date.startsWith(`${year}`))).toEqual(expected)
  },
)

test.each([
  ['2024-11-01', true, 'a Friday'],
  ['2024-11-02', false, 'a Saturday'],
  ['2024-11-03', false, 'a Sunday'],
  ['2025-04-18', false, 'Good Friday'],
  ['2025-12-26', false, 'Boxing Day'],
  ['1969-12-31', true, 'a Wednesday before anything is counted'],
])('%s is a working day: %s (%s)', (date, isOne) => {
  expect(isWorkingDay(day(date))).toBe(isOne)
})

test.each([
  ['2025-04-17', '2025-04-22', 1, 'over Easter'],
  ['2024-12-24', '2025-01-02', 4, 'over Christmas'],
  ['2024-11-01', '2024-11-01', 0, 'on the day itself'],
  ['2024-11-04', '2024-11-01', 0, 'when it is over'],
  ['2024-11-01', '2024-11-08', 5, 'a week'],
])('from %s to %s there are %i working days (%s)', (from, to, count) => {
  expect(workingDaysUntil(day(from), day(to))).toBe(count)
})
