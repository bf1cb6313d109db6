import { type Authority, isOpenOn } from './authority.ts'
import { type CalendarDate, shift } from './calendar-date.ts'
import type { Collection } from './collection.ts'

/** The day that decides who is asked: the reference date; for a period, the day after its last, when there is someone to ask about it. */
export const askingDay = (
  { reference }: Pick<Collection, 'reference'>,
  referenceDate: CalendarDate,
): CalendarDate => (reference.kind === 'day' ? referenceDate : shift(referenceDate, { days: 1 }))

/** The authorities a collection asks, as they stand when it does. */
export function askedBy(
  collection: Pick<Collection, 'reference' | 'asks'>,
  authorities: readonly Authority[],
  referenceDate: CalendarDate,
): Authority[] {
  const on = askingDay(collection, referenceDate)
  return authorities.filter(
    (authority) => collection.asks.includes(authority.kind) && isOpenOn(authority, on),
  )
}
