import { type CalendarDate, daysBetween } from '@rollcall/domain/calendar-date'
import { type DataRequest, underWay } from '@rollcall/domain/data-request'
import { counted } from '@rollcall/domain/text'
import { workingDaysUntil } from '@rollcall/domain/working-days'
import { dayText } from './components.ts'
import { type Html, html } from './html.ts'

type Due = Pick<DataRequest, 'state' | 'dueOn'> & { readonly roundDueOn: CalendarDate }

/** When a return is due, and how long that is from today while nobody has signed it. */
export const dueText = ({ state, dueOn }: Due, today: CalendarDate): Html =>
  underWay.includes(state)
    ? html`${dayText(dueOn)}: <strong>${timeLeft(today, dueOn)}</strong>`
    : dayText(dueOn)

export const isExtended = ({ dueOn, roundDueOn }: Due): boolean => dueOn > roundDueOn

/** Ahead it is counted in working days, where one is left; what is late is late by every day. */
function timeLeft(today: CalendarDate, dueOn: CalendarDate): string {
  const days = daysBetween(today, dueOn)
  if (days === 0) return 'today'
  if (days === 1) return 'tomorrow'
  if (days < 0) return `${counted(-days, 'day')} late`
  const workingDays = workingDaysUntil(today, dueOn)
  return workingDays > 0 ? `in ${counted(workingDays, 'working day')}` : `in ${days} days`
}
