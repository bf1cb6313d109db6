import { type CalendarDate, daysBetween } from '@rollcall/domain/calendar-date'
import { type DataRequest, underWay } from '@rollcall/domain/data-request'
import { counted } from '@rollcall/domain/text'
import { dayText } from './components.ts'
import { type Html, html } from './html.ts'

type Due = Pick<DataRequest, 'state' | 'dueOn'> & { readonly roundDueOn: CalendarDate }

/** When a return is due, and how long that is from today while nobody has signed it. */
export const dueText = ({ state, dueOn }: Due, today: CalendarDate): Html =>
  underWay.includes(state)
    ? html`${dayText(dueOn)}: <strong>${daysLeft(daysBetween(today, dueOn))}</strong>`
    : dayText(dueOn)

export const isExtended = ({ dueOn, roundDueOn }: Due): boolean => dueOn > roundDueOn

function daysLeft(days: number): string {
  if (days === 0) return 'today'
  if (days === 1) return 'tomorrow'
  return days > 0 ? `in ${days} days` : `${counted(-days, 'day')} late`
}
