import { type CalendarDate, shift } from './calendar-date.ts'
import { workingDaysUntil } from './working-days.ts'

/** Of the authorities that were asked last time too: how many had not signed as a day of that round began, and what they did then. */
export interface Pace {
  readonly waiting: number
  /** How many of them signed from that day until the round was due. */
  readonly signed: number
}

export interface Forecast extends Pace {
  /** How many returns will have been signed when the round is due, if those who have not signed do as they did last time. */
  readonly expected: number
}

/**
 * The day of a round before that had as many working days left until it was due as today has; where there are several, the last.
 * None once the due date is over.
 */
export function sameDayBefore(
  today: CalendarDate,
  dueOn: CalendarDate,
  lastDueOn: CalendarDate,
): CalendarDate | undefined {
  if (today > dueOn) return undefined
  const left = workingDaysUntil(today, dueOn)
  let day = lastDueOn
  while (workingDaysUntil(day, lastDueOn) < left) day = shift(day, { days: -1 })
  return day
}

/** What a round will come to by its due date at the last round's pace; nothing where all have signed, or nobody was waiting then. */
export function forecastOf(
  { asked, signed }: { readonly asked: number; readonly signed: number },
  pace: Pace,
): Forecast | undefined {
  if (signed >= asked || pace.waiting === 0) return undefined
  return { ...pace, expected: signed + Math.round(((asked - signed) * pace.signed) / pace.waiting) }
}
