import { type CalendarDate, calendarDate, fromDayNumber } from '@rollcall/domain/calendar-date'
import type { DateCell } from '@rollcall/domain/cell'

const secondsInDay = 86_400
const mostRemembered = 100_000
const commonDays = 65_536
const lastDay = 2_932_896 // 9999-12-31

/** Turns Excel's day numbers into dates. Equal numbers share one cell; `undefined` where the calendar has no such day. */
export function dateCells(date1904: boolean): (serial: number) => DateCell | undefined {
  const dayOf = date1904 ? dayOf1904 : dayOf1900
  const moments = new Map<number, DateCell>()
  // Nearly all are whole days of our own times, and an array finds those faster than a map.
  let days: (DateCell | undefined)[] = []

  const wholeDay = (serial: number): DateCell | undefined => {
    if (days.length === 0) days = new Array<DateCell | undefined>(commonDays).fill(undefined)
    days[serial] ??= dateCell(serial, dayOf)
    return days[serial]
  }
  const moment = (serial: number): DateCell | undefined => {
    const cell = moments.get(serial) ?? dateCell(serial, dayOf)
    if (cell && moments.size < mostRemembered) moments.set(serial, cell)
    return cell
  }
  return (serial) =>
    serial >= 0 && serial < commonDays && Number.isInteger(serial) ? wholeDay(serial) : moment(serial)
}

function dateCell(serial: number, dayOf: (day: number) => number | undefined): DateCell | undefined {
  let day = Math.floor(serial)
  let seconds = Math.round((serial - day) * secondsInDay)
  if (seconds === secondsInDay) {
    day++
    seconds = 0
  }
  const dayNumber = dayOf(day)
  if (dayNumber === undefined || !(dayNumber <= lastDay)) return undefined
  return newDateCell(fromDayNumber(dayNumber), seconds)
}

const newDateCell = (date: CalendarDate, seconds: number): DateCell =>
  seconds === 0 ? { kind: 'date', date } : { kind: 'date', date, time: clock(seconds) }

/** Day 1 is 1 January 1900, and day 60 is 29 February 1900, which never was. */
function dayOf1900(day: number): number | undefined {
  if (day > 60) return day - 25_569
  return day >= 1 && day < 60 ? day - 25_568 : undefined
}

/** Day 0 is 1 January 1904. */
const dayOf1904 = (day: number): number | undefined => (day >= 0 ? day - 24_107 : undefined)

const iso = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2}(?:\.\d+)?))?(?:Z|[+-]\d{2}:\d{2})?)?$/

/** Reads a date written out, as `t="d"` cells have it: '2021-01-01T10:10:10'. */
export function isoDateCell(text: string): DateCell | undefined {
  const parts = iso.exec(text.trim())
  if (parts === null) return undefined
  const [, year, month, day, hours = '0', minutes = '0', seconds = '0'] = parts
  const date = calendarDate(Number(year), Number(month), Number(day))
  const time = Number(hours) * 3600 + Number(minutes) * 60 + Math.round(Number(seconds))
  if (date === undefined || time >= secondsInDay || Number(minutes) > 59) return undefined
  return newDateCell(date, time)
}

const two = (value: number) => String(value).padStart(2, '0')

const clock = (seconds: number): string =>
  `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
