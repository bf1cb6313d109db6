import { CalendarDate } from '@rollcall/domain/calendar-date'
import { nextOfficeTime } from '@rollcall/domain/office-hours'
import { inLondon, londonMoment } from '@rollcall/platform/clock'

/** This moment, where it is within office hours; otherwise when they next begin. */
export function nextOfficeMoment(now: Date): Date {
  const { date, time } = inLondon(now)
  const at = { date: CalendarDate.parse(date), time }
  const next = nextOfficeTime(at)
  return next === at ? now : londonMoment(next)
}
