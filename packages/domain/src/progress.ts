import type { CalendarDate } from './calendar-date.ts'
import { underWay } from './data-request.ts'
import { type RequestState, requestStates } from './request-life.ts'

/** The states of a return that its authority has signed, whatever the office makes of it. */
export const cameIn: readonly RequestState[] = requestStates.filter(
  (state) => !underWay.includes(state) && state !== 'no-return',
)

/** The states of a return that nobody has signed, before the close and after it. */
export const outstanding: readonly RequestState[] = requestStates.filter((state) => !cameIn.includes(state))

/**
 * How many returns of a round are signed, and how many of these are of authorities that first signed by their own due date: an
 * extension counts, and what they mend later makes nobody late.
 */
interface Progress {
  readonly signed: number
  readonly onTime: number
}

export interface ProgressOn extends Progress {
  /** At the end of it. */
  readonly day: CalendarDate
}

/**
 * How far a round had got, from what each day added or took away (a reopened return is no longer in): its first day, each day that
 * changed something, and its last.
 */
export function progressOf(
  changes: readonly ProgressOn[],
  { from, to }: { readonly from: CalendarDate; readonly to: CalendarDate },
): ProgressOn[] {
  const days: ProgressOn[] = [{ day: from, signed: 0, onTime: 0 }]
  for (const { day, signed, onTime } of changes.toSorted((a, b) => (a.day < b.day ? -1 : 1))) {
    if (signed === 0 && onTime === 0) continue
    const before = days.at(-1) as ProgressOn
    const after = { day, signed: before.signed + signed, onTime: before.onTime + onTime }
    if (day <= before.day) days.splice(-1, 1, { ...after, day: before.day })
    else days.push(after)
  }
  const last = days.at(-1) as ProgressOn
  return last.day < to ? [...days, { ...last, day: to }] : days
}
