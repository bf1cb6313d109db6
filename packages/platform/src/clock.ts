/** What tells the time, so that a test can. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

const london = new Intl.DateTimeFormat('en-GB', {
  ...{ timeZone: 'Europe/London', hourCycle: 'h23' },
  ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
})

/** A day, 'YYYY-MM-DD', and a time of day, 'HH:MM', as clocks in London show a moment. */
export function inLondon(moment: Date): { readonly date: string; readonly time: string } {
  const { year, month, day, hour, minute } = Object.fromEntries(
    london.formatToParts(moment).map(({ type, value }) => [type, value]),
  )
  return { date: `${year}-${month}-${day}`, time: `${hour}:${minute}` }
}

/** The day it is in London, as 'YYYY-MM-DD': what a due date is compared with. */
export const today = (now: Date): string => inLondon(now).date

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** The moment that is so many minutes after another; or before it, where they are less than none. */
export const minutesAfter = (moment: Date, minutes: number): Date =>
  new Date(moment.getTime() + minutes * minuteMs)

/**
 * When clocks in London show a time of day on a day. Of a time that comes twice, in October, the first; one that is left out, in March,
 * is an hour later.
 */
export function londonMoment({ date, time }: { readonly date: string; readonly time: string }): Date {
  const asUtc = new Date(`${date}T${time}:00Z`)
  const inSummer = new Date(asUtc.getTime() - hourMs)
  const shown = inLondon(inSummer)
  return shown.date === date && shown.time === time ? inSummer : asUtc
}
