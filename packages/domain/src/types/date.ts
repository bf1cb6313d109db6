import type { Doubtful, Value } from '../answer.ts'
import { type CalendarDate, calendarDate, dayFirst, fromDayNumber, inWords } from '../calendar-date.ts'
import type { ColumnTypeOf } from './column-type.ts'

// Excel's day 1 is 1 January 1900, and it believes in a 29 February 1900; days after that count from 30 December 1899.
const excelsDayNought = -25_569
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const earliestYear = 1900

const isoLike = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.]+Z?)?$/
const numbers = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})(?: [\d:.]+(?: ?[ap]m)?)?$/i
const dayMonthName =
  /^(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?[-/. ]?(?:of )?([a-z]{3,9})\.?,?[-/. ]?(\d{4}|\d{2})$/i
const monthNameDay = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i

/** How a date typed as text was read. `monthFirst` says it can only be right with the month first, as Americans write. */
export interface TypedDate {
  readonly date: CalendarDate
  readonly monthFirst: boolean
  /** It would be another day with the month first: 03/04/2024. */
  readonly eitherWay: boolean
}

export const date: ColumnTypeOf<'date'> = {
  repeats: true,
  show: (value) => dayFirst(value as CalendarDate),
  reader(_column, { referenceDate }) {
    const latestYear = Number(referenceDate.slice(0, 4)) + 10
    return {
      text: (text) => {
        const typed = typedDate(text, latestYear)
        if (typed === undefined) return undefined
        return typed.monthFirst ? monthFirst(text, typed.date) : typed.date
      },
      number: (value) => fromSerial(value),
      date: (given) => given,
      expected: `a date, day first, such as ${dayFirst(referenceDate)}`,
      fix: 'Type the day, month and year, such as 04/11/2024.',
      which: 'is not a date we can read',
    }
  },
}

function monthFirst(text: string, read: CalendarDate): Doubtful {
  return {
    value: read satisfies Value,
    which: `is a date only with the month first, so we read it as ${inWords(read)}`,
    expected: 'a date with the day first',
    fix: `If ${inWords(read)} is right, type ${dayFirst(read)} in place of ${text}.`,
  }
}

/** Reads a date typed as text, day first. A two-digit year is the latest one up to `latestYear`. */
export function typedDate(text: string, latestYear: number): TypedDate | undefined {
  return inFigures(text, latestYear) ?? withMonthName(text, latestYear) ?? fromDigits(text)
}

function inFigures(text: string, latestYear: number): TypedDate | undefined {
  const iso = isoLike.exec(text)
  if (iso) return certain(Number(iso[1]), Number(iso[2]), Number(iso[3]))
  const figures = numbers.exec(text)
  if (!figures) return undefined
  const [first, second] = [Number(figures[1]), Number(figures[2])]
  const year = fullYear(figures[3] ?? '', latestYear)
  const dayFirstDate = inTime(year, second, first)
  const monthFirstDate = inTime(year, first, second)
  if (dayFirstDate !== undefined) {
    const eitherWay = monthFirstDate !== undefined && monthFirstDate !== dayFirstDate
    return { date: dayFirstDate, monthFirst: false, eitherWay }
  }
  return monthFirstDate && { date: monthFirstDate, monthFirst: true, eitherWay: false }
}

function withMonthName(text: string, latestYear: number): TypedDate | undefined {
  const british = dayMonthName.exec(text)
  if (british)
    return certain(fullYear(british[3] ?? '', latestYear), monthNumber(british[2]), Number(british[1]))
  const american = monthNameDay.exec(text)
  return american ? certain(Number(american[3]), monthNumber(american[1]), Number(american[2])) : undefined
}

/** '20240901', or Excel's own number for a day as it comes out in a CSV file. */
function fromDigits(text: string): TypedDate | undefined {
  if (!/^\d{5}(?:\d{3}|\.0+)?$/.test(text)) return undefined
  const read = fromSerial(Number(text))
  return read && { date: read, monthFirst: false, eitherWay: false }
}

function fromSerial(value: number): CalendarDate | undefined {
  if (!Number.isInteger(value)) return undefined
  if (value >= 19_000_101 && value <= 99_991_231) {
    return inTime(Math.floor(value / 10_000), Math.floor(value / 100) % 100, value % 100)
  }
  // From 1 March 1900 to the end of 2099: outside that, a number in a date column is not likely to be a day.
  return value >= 61 && value <= 73_050 ? fromDayNumber(value + excelsDayNought) : undefined
}

function certain(year: number, month: number, dayOfMonth: number): TypedDate | undefined {
  const read = inTime(year, month, dayOfMonth)
  return read && { date: read, monthFirst: false, eitherWay: false }
}

const inTime = (year: number, month: number, dayOfMonth: number): CalendarDate | undefined =>
  year < earliestYear ? undefined : calendarDate(year, month, dayOfMonth)

function monthNumber(name: string | undefined): number {
  const short = (name ?? '').toLowerCase()
  const full = [
    'january',
    'february',
    'march',
    'april',
    'may',
    'june',
    'july',
    'august',
    'september',
    'october',
    'november',
    'december',
  ]
  const index = short === 'sept' ? 8 : months.indexOf(short)
  return (index === -1 ? full.indexOf(short) : index) + 1
}

function fullYear(typed: string, latestYear: number): number {
  if (typed.length === 4) return Number(typed)
  const thisCentury = Math.floor(latestYear / 100) * 100 + Number(typed)
  return thisCentury <= latestYear ? thisCentury : thisCentury - 100
}
