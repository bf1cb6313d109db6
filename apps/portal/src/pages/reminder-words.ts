import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { LondonTime } from '@rollcall/domain/office-hours'
import type { ReminderAim } from '@rollcall/domain/reminder-calendar'
import { bankHolidaysKnownUntil } from '@rollcall/domain/working-days'
import { dayText, warningText } from './components.ts'
import { type Html, html } from './html.ts'

/** What a step of a calendar does, as its table and its form say it. */
export const aimWords: Readonly<Record<ReminderAim, string>> = {
  officers: 'Data officers are reminded of the return',
  signatories: 'Signatories are reminded of the return',
  'data queries': 'Data officers are reminded of questions that wait for an answer',
  letter: 'A letter of non-compliance is proposed to the office',
}

/** The same as something to choose. */
export const aimChoices: Readonly<Record<ReminderAim, string>> = {
  officers: 'Remind data officers',
  signatories: 'Remind signatories',
  'data queries': 'Remind of questions',
  letter: 'Propose a letter',
}

const weekday = new Intl.DateTimeFormat('en-GB', { weekday: 'long', timeZone: 'UTC' })

/** A day with its weekday: Tuesday 24 March 2026. */
const weekdayText = (day: CalendarDate): Html =>
  html`${weekday.format(new Date(`${day}T12:00:00Z`))} ${dayText(day)}`

/** '09:00' as people write it: 9am. */
export function clockText(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number)
  const past = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`
  return `${hour % 12 === 0 ? 12 : hour % 12}${past}${hour < 12 ? 'am' : 'pm'}`
}

/** A moment of London's clocks, with its weekday. */
export const londonText = ({ date, time }: LondonTime): Html => html`${weekdayText(date)}, ${clockText(time)}`

/** Says that dates are not sure, as the bank holidays of a year are not known yet. */
export const unknownHolidays = (year: string | null): Html | false =>
  year !== null &&
  warningText(
    html`We know England’s bank holidays until ${dayText(bankHolidaysKnownUntil())}. Dates in ${year} are worked out as if it had none, so some may be a day or two early or late. Ask whoever runs Rollcall to install a newer version.`,
  )
