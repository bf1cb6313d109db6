import { type CalendarDate, day } from './calendar-date.ts'

/**
 * England's bank holidays (Banking and Financial Dealings Act 1971, schedule 1, and what was proclaimed under it), as they were or will be
 * kept: one that falls on a weekend is kept on the next weekday that is none. A new year is added here once its days are proclaimed.
 */
export const bankHolidays: readonly CalendarDate[] = [
  ...ofYear(2019, ['01-01', '04-19', '04-22', '05-06', '05-27', '08-26', '12-25', '12-26']),
  // The early May holiday was moved for the 75th anniversary of VE Day.
  ...ofYear(2020, ['01-01', '04-10', '04-13', '05-08', '05-25', '08-31', '12-25', '12-28']),
  ...ofYear(2021, ['01-01', '04-02', '04-05', '05-03', '05-31', '08-30', '12-27', '12-28']),
  // The spring holiday was moved and one added for the Platinum Jubilee; 19 September was the Queen's funeral.
  ...ofYear(2022, ['01-03', '04-15', '04-18', '05-02', '06-02', '06-03', '08-29', '09-19', '12-26', '12-27']),
  // 8 May was for the Coronation.
  ...ofYear(2023, ['01-02', '04-07', '04-10', '05-01', '05-08', '05-29', '08-28', '12-25', '12-26']),
  ...ofYear(2024, ['01-01', '03-29', '04-01', '05-06', '05-27', '08-26', '12-25', '12-26']),
  ...ofYear(2025, ['01-01', '04-18', '04-21', '05-05', '05-26', '08-25', '12-25', '12-26']),
  ...ofYear(2026, ['01-01', '04-03', '04-06', '05-04', '05-25', '08-31', '12-25', '12-28']),
  ...ofYear(2027, ['01-01', '03-26', '03-29', '05-03', '05-31', '08-30', '12-27', '12-28']),
  ...ofYear(2028, ['01-03', '04-14', '04-17', '05-01', '05-29', '08-28', '12-25', '12-26']),
]

function ofYear(year: number, days: readonly string[]): CalendarDate[] {
  return days.map((monthAndDay) => day(`${year}-${monthAndDay}`))
}
