import { type Authority, isOpenOn } from './authority.ts'
import { type CalendarDate, inWords, shift } from './calendar-date.ts'
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

/** '1 September 2024', or 'the 12 months from 1 April 2022 to 31 March 2023'. */
export function timeInWords({
  collection: { reference },
  referenceDate,
}: {
  readonly collection: Pick<Collection, 'reference'>
  readonly referenceDate: CalendarDate
}): string {
  if (reference.kind === 'day') return inWords(referenceDate)
  // Counted back from the day after: from 31 March itself, a month before would be 28 February.
  const from = shift(shift(referenceDate, { days: 1 }), { months: -reference.months })
  const length = reference.months === 1 ? 'month' : `${reference.months} months`
  return `the ${length} from ${inWords(from)} to ${inWords(referenceDate)}`
}
