import { CalendarDate } from '@rollcall/domain/calendar-date'
import type { LondonTime } from '@rollcall/domain/office-hours'
import { inLondon } from '@rollcall/platform/clock'

/** A moment as clocks in London show it. */
export function londonTime(moment: Date): LondonTime {
  const { date, time } = inLondon(moment)
  return { date: CalendarDate.parse(date), time }
}
