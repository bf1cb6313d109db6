import { type CalendarDate, daysBetween } from '@rollcall/domain/calendar-date'
import { bankHolidaysKnownUntil } from '@rollcall/domain/working-days'
import type { Log } from '@rollcall/platform/log'

/** So many days before the bank holidays that are known run out, operators are told. */
const warnDays = 180

/** How many days there still are whose bank holidays are known. */
export const holidayDaysLeft = (today: CalendarDate): number => daysBetween(today, bankHolidaysKnownUntil())

/** Tells the log once a day when the bank holidays that are known run out soon: reminders would come on days when nobody is at work. */
export function warnOfHolidays(log: Pick<Log, 'warn'>): (today: CalendarDate) => void {
  let told: CalendarDate | undefined
  return (today) => {
    const daysLeft = holidayDaysLeft(today)
    if (daysLeft >= warnDays || told === today) return
    told = today
    log.warn(
      { knownUntil: bankHolidaysKnownUntil(), daysLeft },
      'the bank holidays of England that are known run out: install a newer version, or reminders come on days that are none',
    )
  }
}
