import { z } from 'zod'

/** A day, not a moment: '2026-03-31'. ISO order is calendar order, so `<` and `===` do what they say. */
export const CalendarDate = z.iso
  .date()
  .refine((date) => date >= '0001', { error: 'There was no year 0.' })
  .brand<'CalendarDate'>()
export type CalendarDate = z.infer<typeof CalendarDate>

/** Reads a day written in the code itself; anything else than 'YYYY-MM-DD' is a mistake of ours and throws. */
export const day = (text: string): CalendarDate => CalendarDate.parse(text)

/** The first of two days. */
export const earlier = (a: CalendarDate, b: CalendarDate): CalendarDate => (a < b ? a : b)

/** The last of two days. */
export const later = (a: CalendarDate, b: CalendarDate): CalendarDate => (a > b ? a : b)

const asText = new Map<number, CalendarDate>()

/** The day that is `days` after 1 January 1970 in the proleptic Gregorian calendar (negative: before it). */
export function fromDayNumber(days: number): CalendarDate {
  const known = asText.get(days)
  if (known !== undefined) return known
  const shifted = days + 719_468
  const era = Math.floor(shifted / 146_097)
  const dayOfEra = shifted - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const dayOfMonth = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  const text = written(year, month, dayOfMonth)
  if (asText.size < 100_000) asText.set(days, text)
  return text
}

/** Days from 1 January 1970 to this day. */
export function toDayNumber(date: CalendarDate): number {
  const { year, month, day } = parts(date)
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

/** The day with these numbers, or `undefined` where the calendar has none (30 February) or the year is not 1 to 9999. */
export function calendarDate(year: number, month: number, dayOfMonth: number): CalendarDate | undefined {
  if (year < 1 || year > 9999 || month < 1 || month > 12) return undefined
  if (dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return undefined
  return written(year, month, dayOfMonth)
}

/** Whole days from one day to another; negative when `to` comes first. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number =>
  toDayNumber(to) - toDayNumber(from)

/** Whole calendar months completed from one day to another: 31 January to 28 February is none. Negative when `to` comes first. */
export function monthsBetween(from: CalendarDate, to: CalendarDate): number {
  if (to < from) return 0 - monthsBetween(to, from)
  const a = parts(from)
  const b = parts(to)
  return (b.year - a.year) * 12 + (b.month - a.month) - (b.day < a.day ? 1 : 0)
}

/** Age in completed years. Someone born on 29 February has their birthday on 1 March in other years, as English law has it. */
export const yearsBetween = (from: CalendarDate, to: CalendarDate): number =>
  Math.floor(monthsBetween(from, to) / 12)

export interface Shift {
  readonly years?: number | undefined
  readonly months?: number | undefined
  readonly days?: number | undefined
}

/** Moves a day by years and months first (31 May less a month is 30 April), then by days. */
export function shift(date: CalendarDate, { years = 0, months = 0, days = 0 }: Shift): CalendarDate {
  const { year, month, day } = parts(date)
  const monthIndex = year * 12 + (month - 1) + years * 12 + months
  const newYear = Math.floor(monthIndex / 12)
  const newMonth = monthIndex - newYear * 12 + 1
  const clamped = written(newYear, newMonth, Math.min(day, daysInMonth(newYear, newMonth)))
  return days === 0 ? clamped : fromDayNumber(toDayNumber(clamped) + days)
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** As people write it: '4 November 2024'. */
export function inWords(date: CalendarDate): string {
  const { year, month, day } = parts(date)
  return `${day} ${monthNames[month - 1]} ${year}`
}

/** As officers type it: '04/11/2024'. */
export function dayFirst(date: CalendarDate): string {
  return `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`
}

function parts(date: CalendarDate): { year: number; month: number; day: number } {
  return {
    year: figures(date, 0) * 100 + figures(date, 2),
    month: figures(date, 5),
    day: figures(date, 8),
  }
}

/** The number two figures of a day make. Far quicker than cutting them out, and every row asks for its days. */
const figures = (date: CalendarDate, at: number): number =>
  (date.charCodeAt(at) - 48) * 10 + date.charCodeAt(at + 1) - 48

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

const padded = (value: number, width: number): string => String(value).padStart(width, '0')

const written = (year: number, month: number, dayOfMonth: number): CalendarDate =>
  `${padded(year, 4)}-${padded(month, 2)}-${padded(dayOfMonth, 2)}` as CalendarDate
