import { type CalendarDate, calendarDate } from '@rollcall/domain/calendar-date'
import { z } from 'zod'
import { type FormBody, typedIn } from './page-forms.ts'

const parts = ['day', 'month', 'year'] as const
type Part = (typeof parts)[number]
type Parts = Readonly<Record<Part, string>>

/** The three parts of a day as they were typed: `until-day`, `until-month` and `until-year` for `until`. */
export const dayTyped = (body: FormBody, name: string): Parts =>
  Object.fromEntries(parts.map((part) => [part, (typedIn(body, `${name}-${part}`) ?? '').trim()])) as Record<
    Part,
    string
  >

/** The parts that are still to be typed, where some are. */
export function partsMissing(typed: Parts): Part[] {
  const missing = parts.filter((part) => typed[part] === '')
  return missing.length === parts.length ? [] : missing
}

/** A day read from its three parts. `what` is what it is, as the sentence of a mistake begins: 'The day you need'. */
export const TypedDay = (what: string, ask: string) =>
  z.object({ day: z.string(), month: z.string(), year: z.string() }).transform((typed, context) => {
    const [missing] = partsMissing(typed)
    const isBlank = parts.every((part) => typed[part] === '')
    const found = calendarDate(numberIn(typed.year), monthIn(typed.month), numberIn(typed.day))
    if (found !== undefined && typed.year.length === 4) return found
    const say = (part: Part, message: string) => context.addIssue({ code: 'custom', path: [part], message })
    if (isBlank) say('day', ask)
    else if (missing) say(missing, `${what} must include a ${partsMissing(typed).join(' and a ')}.`)
    else if (found !== undefined || !/^\d{4}$/.test(typed.year))
      say('year', 'The year must be four digits, such as 2026.')
    else say('day', `${what} must be a day of the calendar.`)
    return z.NEVER
  })

/** Nought is no day, no month and no year. */
const numberIn = (text: string): number => (/^\d{1,4}$/.test(text) ? Number(text) : 0)

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')

/** A month as a number or by its name. */
const monthIn = (text: string): number =>
  /^[a-z]{3,9}\.?$/i.test(text) ? months.indexOf(text.slice(0, 3).toLowerCase()) + 1 : numberIn(text)

/** A day as three fields take it; where there is none, they are empty. */
export function dayInParts(on: CalendarDate | null): Parts {
  if (on === null) return { day: '', month: '', year: '' }
  const [year = '', month = '', day = ''] = on.split('-').map((part) => String(Number(part)))
  return { day, month, year }
}
