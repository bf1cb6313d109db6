import { type CalendarDate, shift } from './calendar-date.ts'
import { isWorkingDay } from './working-days.ts'

/** A day and a time of day, 'HH:MM', as clocks in London show them. */
export interface LondonTime {
  readonly date: CalendarDate
  readonly time: string
}

/** Outside these hours of a working day in England nobody is asked to do anything. */
export const officeHours = { from: '08:00', until: '18:00' } as const

/** This moment, where it is within office hours; otherwise when they next begin. */
export function nextOfficeTime(at: LondonTime): LondonTime {
  if (isWorkingDay(at.date)) {
    if (at.time < officeHours.from) return { date: at.date, time: officeHours.from }
    if (at.time < officeHours.until) return at
  }
  return { date: nextWorkingDay(at.date), time: officeHours.from }
}

function nextWorkingDay(date: CalendarDate): CalendarDate {
  const next = shift(date, { days: 1 })
  return isWorkingDay(next) ? next : nextWorkingDay(next)
}
