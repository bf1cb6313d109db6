import { type CalendarDate, inWords, later, shift } from './calendar-date.ts'
import { Problem } from './problem.ts'
import { type DateFault, dateFaults, type RoundDates, roundProblems } from './round.ts'
import type { RoundState } from './round-life.ts'
import { counted } from './text.ts'
import { isWorkingDay, workingDaysUntil } from './working-days.ts'

export const movableDates = ['due', 'closing', 'publication'] as const
/** A date that can still be changed once a round is issued. What the returns are about, and when they were asked for, stays. */
export type MovableDate = (typeof movableDates)[number]

/** One date of a round as it was and as it is now. Only a publication date can be unknown. */
export interface DateChange {
  readonly which: MovableDate
  readonly fromOn: CalendarDate | null
  readonly toOn: CalendarDate | null
}

/** The dates somebody wants for a round that is issued. */
export type WantedDates = Pick<RoundDates, 'dueOn' | 'closesOn' | 'publishOn'>

export interface IssuedRound extends RoundDates {
  readonly state: RoundState
}

interface Known {
  readonly today: CalendarDate
  /** The last day until which somebody who has not signed was given more time. */
  readonly lastGivenOn: CalendarDate | null
}

/** A due date that is moved to an earlier day leaves authorities as many working days as this. */
export const leastNotice = 5

/** What changes of a round that is issued; or a Problem with a sentence for each date that cannot be so. */
export function changeOfDates(round: IssuedRound, wanted: WantedDates, known: Known): DateChange[] {
  const changes = changesBetween(round, wanted)
  if (changes.length === 0) throw dateChangeProblems.datesUnchanged()
  const faults = dateChangeFaults(round, wanted, known).map(({ words }) => words)
  if (faults.length > 0) throw roundProblems.roundDates({ faults })
  return changes
}

const fields = { due: 'dueOn', closing: 'closesOn', publication: 'publishOn' } as const

const changesBetween = (round: IssuedRound, wanted: WantedDates): DateChange[] =>
  movableDates
    .map((which) => ({ which, fromOn: round[fields[which]], toOn: wanted[fields[which]] }))
    .filter(({ fromOn, toOn }) => fromOn !== toOn)

/** Every date of an issued round that cannot be what somebody wants: at most one sentence for each. */
export function dateChangeFaults(round: IssuedRound, wanted: WantedDates, known: Known): DateFault[] {
  const changed = new Set(changesBetween(round, wanted).map(({ which }) => which))
  if (round.state === 'closed' && (changed.has('due') || changed.has('closing'))) return staysFaults(changed)
  const faults: DateFault[] = [
    ...dateFaults({ ...round, ...wanted }),
    ...(changed.has('due') ? dueFaults(round, wanted.dueOn, known) : []),
    ...(changed.has('closing') ? closingFaults(wanted.closesOn, known) : []),
    ...(changed.has('publication') ? publicationFaults(wanted.publishOn, known) : []),
  ]
  return faults.filter(({ date }, at) => faults.findIndex((fault) => fault.date === date) === at)
}

function dueFaults({ dueOn: from }: IssuedRound, to: CalendarDate, { today }: Known): DateFault[] {
  const date = 'dueOn'
  if (to < today) return [{ date, words: notOver('due', today) }]
  if (to > from || workingDaysUntil(today, to) >= leastNotice) return []
  const earliest = dayAfterWorkingDays(today, leastNotice)
  const notice = `A due date that is moved to an earlier day leaves authorities ${counted(leastNotice, 'working day')}`
  return [
    {
      date,
      words:
        earliest < from
          ? `Choose a due date from ${inWords(earliest)} on. ${notice}.`
          : `Leave the due date as it is, or choose a later day. ${notice}, and ${inWords(from)} comes sooner than that.`,
    },
  ]
}

function closingFaults(to: CalendarDate, { today, lastGivenOn }: Known): DateFault[] {
  const date = 'closesOn'
  if (to < today) return [{ date, words: notOver('closing', today) }]
  if (lastGivenOn === null || to >= lastGivenOn) return []
  return [
    {
      date,
      words: `Choose a closing date from ${inWords(lastGivenOn)} on: an authority was given more time until then.`,
    },
  ]
}

const publicationFaults = (to: CalendarDate | null, { today }: Known): DateFault[] =>
  to !== null && to < today ? [{ date: 'publishOn', words: notOver('publication', today) }] : []

const notOver = (which: MovableDate, today: CalendarDate): string =>
  `Choose a ${which} date from ${inWords(today)} on: a day that is over tells nobody what to do.`

/** After the close nothing comes in by a date: what is reopened has none to meet. */
const staysFaults = (changed: ReadonlySet<MovableDate>): DateFault[] =>
  (['due', 'closing'] as const)
    .filter((which) => changed.has(which))
    .map((which) => ({
      date: fields[which],
      words: `This round is closed, so its ${which} date stays. To take a return after the close, reopen it.`,
    }))

function dayAfterWorkingDays(from: CalendarDate, days: number): CalendarDate {
  let at = from
  for (let left = days; left > 0; left -= Number(isWorkingDay(at))) at = shift(at, { days: 1 })
  return at
}

/** When a return is due once its round is due on another day: whoever was given more time than that keeps it. */
export const dueAfterChange = (roundDueOn: CalendarDate, givenUntil: CalendarDate | null): CalendarDate =>
  givenUntil === null ? roundDueOn : later(roundDueOn, givenUntil)

/** What another due date of a round means for its returns, in numbers. */
export interface DateEffects {
  readonly requests: number
  /** Get another due date. */
  readonly moved: number
  /** Were given more time than that, and keep it. */
  readonly keepLonger: number
  /** Are late today and no longer will be. */
  readonly noLongerLate: number
  /** Signed after their due date, and will count as on time. */
  readonly becomeOnTime: number
  /** Have asked for no more time than that, so are answered by it. */
  readonly answered: number
}

/** What an authority is told of: all but the closing date, which officers are not shown. */
export const isTold = ({ which }: Pick<DateChange, 'which'>): boolean => which !== 'closing'

/** What was changed together, in a sentence without its beginning and end: 'the due date was changed from … to …'. */
export const dateChangeWords = (changes: readonly DateChange[]): string => changes.map(wordsOf).join(', and ')

function wordsOf({ which, fromOn, toOn }: DateChange): string {
  if (toOn === null)
    return `the ${which} date was taken away${fromOn === null ? '' : `; it was ${inWords(fromOn)}`}`
  if (fromOn === null) return `the ${which} date was set to ${inWords(toOn)}`
  return `the ${which} date was changed from ${inWords(fromOn)} to ${inWords(toOn)}`
}

interface KeptChange extends DateChange {
  /** The same for dates that were changed together. */
  readonly changeId: string
}

/** Of what was changed together, what an authority is told and nobody has changed again. They come oldest first. */
export const stillTold = <Change extends KeptChange>(
  changes: readonly Change[],
  changeId: string,
): readonly Change[] =>
  changes.filter(
    (one) =>
      one.changeId === changeId &&
      isTold(one) &&
      changes.findLast(({ which }) => which === one.which) === one,
  )

/** A change as it is told to those who are asked: 'Returns are now due on …' */
export function changeAsTold({ which, fromOn, toOn }: DateChange): string {
  const [who, done] = which === 'due' ? ['Returns', 'due'] : ['The figures', 'to be published']
  const before = fromOn === null ? undefined : `no longer ${done} on ${inWords(fromOn)}`
  if (toOn === null) return `${who} are ${before ?? `not ${done}`}. The new day is not known yet.`
  return `${who} are now ${done} on ${inWords(toOn)}${before ? `, and ${before}` : ''}.`
}

const dateChangeProblems = {
  datesUnchanged: () =>
    new Problem(
      'invalid',
      'DATES_UNCHANGED',
      'These are the dates as they stand. Change the due date, the closing date or the publication date.',
    ),
}
