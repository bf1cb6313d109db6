import { type CalendarDate, day } from '@rollcall/domain/calendar-date'

// The calendar of the season by a reckoning of its own, so that it agrees with the product's only where both are right.

/** From issue to the day after closing: over a change of the clocks and Easter. */
export const season = {
  issueOn: day('2026-03-02'),
  dueOn: day('2026-03-31'),
  closesOn: day('2026-04-30'),
  days: 61,
} as const

const bankHolidays: readonly string[] = ['2026-04-03', '2026-04-06', '2026-05-04', '2026-05-25']
const clocksGoForward = '2026-03-29'
const dayMs = 24 * 60 * 60_000

/** A day so many days after another. */
export const daysAfter = (date: CalendarDate, days: number): CalendarDate =>
  day(new Date(Date.parse(`${date}T12:00:00Z`) + days * dayMs).toISOString().slice(0, 10))

export function isWorkingDay(date: CalendarDate): boolean {
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay()
  return weekday !== 0 && weekday !== 6 && !bankHolidays.includes(date)
}

export function workingDaysAfter(date: CalendarDate, days: number): CalendarDate {
  const step = Math.sign(days)
  let at = date
  for (let left = Math.abs(days); left > 0; ) {
    at = daysAfter(at, step)
    if (isWorkingDay(at)) left--
  }
  return at
}

/** When clocks in London show a time on a day. No time is asked for between one and two in the night of the change. */
export const moment = (date: CalendarDate, time: string): Date =>
  new Date(`${date}T${time}:00${date >= clocksGoForward ? '+01:00' : 'Z'}`)

/** The day and time that clocks in London show. */
export function shown(at: Date): { readonly date: CalendarDate; readonly time: string } {
  const summer = at >= new Date(`${clocksGoForward}T01:00:00Z`)
  const text = new Date(at.getTime() + (summer ? 60 * 60_000 : 0)).toISOString()
  return { date: day(text.slice(0, 10)), time: text.slice(11, 16) }
}

/** When people are at work and may be asked to do something. */
export function inOfficeHours(at: Date): boolean {
  const { date, time } = shown(at)
  return isWorkingDay(date) && time >= '08:00' && time < '18:00'
}

/** The times at which the season stops to look: nobody does anything at those in the morning. */
const timesOfActs: readonly string[] = ['11:00', '14:00', '17:00', '20:30']
const atWork = ['08:00', '09:00', ...timesOfActs]
const atRest = ['09:00', '14:00']

/** Every moment at which the season stops to look, first to last: from the issue, and in the night in which the round is closed. */
export const moments: readonly Date[] = Array.from({ length: season.days }, (_, at) => {
  const date = daysAfter(season.issueOn, at)
  const times = isWorkingDay(date) ? atWork : atRest
  const night = date === daysAfter(season.closesOn, 1) ? ['00:10'] : []
  return [...night, ...times].map((time) => moment(date, time))
})
  .flat()
  .filter((at) => at >= moment(season.issueOn, '11:00'))

export const theEnd = moments.at(-1) ?? new Date(Number.NaN)

/** The moments at which people do things; the office does them at work. */
export const momentsOfActs = (who: 'authority' | 'office'): readonly Date[] =>
  moments.filter((at) => timesOfActs.includes(shown(at).time) && (who === 'authority' || inOfficeHours(at)))
