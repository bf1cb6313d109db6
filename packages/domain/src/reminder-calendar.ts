import { type CalendarDate, shift } from './calendar-date.ts'
import { type LondonTime, officeHours } from './office-hours.ts'
import { Problem } from './problem.ts'
import { counted } from './text.ts'
import { isWorkingDay } from './working-days.ts'

export const reminderAims = ['signatories', 'officers', 'data queries', 'letter'] as const
/**
 * Whom a step of a round's calendar reminds: signatories or officers of a return that is outstanding, or officers of data queries that
 * wait for an answer. A letter of non-compliance is proposed to the office, which sends it or not.
 */
export type ReminderAim = (typeof reminderAims)[number]

/** One step of a round's calendar: so many working days after the due date (negative: before it), at a time of day in London. */
export interface ReminderStep {
  readonly aim: ReminderAim
  readonly days: number
  /** 'HH:MM', within office hours. */
  readonly at: string
}

/** A step of a calendar, with since when it is there. */
export interface KeptStep extends ReminderStep {
  readonly since: LondonTime
}

const morning = '09:00'

/** What a round reminds of, unless the office says otherwise: officers first, then signatories, then a letter. */
export const usualReminders: readonly ReminderStep[] = [
  { aim: 'officers', days: -10, at: morning },
  { aim: 'officers', days: -5, at: morning },
  { aim: 'officers', days: -1, at: morning },
  { aim: 'officers', days: 1, at: morning },
  { aim: 'signatories', days: 1, at: morning },
  { aim: 'signatories', days: 5, at: morning },
  { aim: 'letter', days: 10, at: morning },
  { aim: 'data queries', days: -1, at: morning },
  { aim: 'data queries', days: 1, at: morning },
]

/** The day so many working days later, or earlier; of none, the day itself or the last working day before it. */
export function addWorkingDays(from: CalendarDate, days: number): CalendarDate {
  const step = days > 0 ? 1 : -1
  let at = from
  // Before a day at a weekend counts what is before the working day that comes first.
  while (days <= 0 && !isWorkingDay(at)) at = shift(at, { days: -1 })
  for (let left = Math.abs(days); left > 0; ) {
    at = shift(at, { days: step })
    if (isWorkingDay(at)) left -= 1
  }
  return at
}

/** When a step comes, for what is due on a day. */
export const momentOf = ({ days, at }: ReminderStep, dueOn: CalendarDate): LondonTime => ({
  date: addWorkingDays(dueOn, days),
  time: at,
})

/** Which of two moments comes first: negative where it is the first of them. */
export const byMoment = (one: LondonTime, other: LondonTime): number =>
  one.date === other.date ? order(one.time, other.time) : order(one.date, other.date)

const order = (one: string, other: string): number => (one < other ? -1 : Number(one > other))

/**
 * The steps of one aim whose moment is over for what is due on a day, first to last. Those that were over before they were put into the
 * calendar are none: what is past stays past.
 */
export const passedSteps = (
  steps: readonly KeptStep[],
  { aim, dueOn, now }: { readonly aim: ReminderAim; readonly dueOn: CalendarDate; readonly now: LondonTime },
): KeptStep[] =>
  steps
    .filter((step) => step.aim === aim)
    .filter((step) => {
      const moment = momentOf(step, dueOn)
      return byMoment(moment, now) <= 0 && byMoment(step.since, moment) < 0
    })
    .toSorted((one, other) => one.days - other.days)

/** The steps of a calendar that are still to come for what is due on a day, first to last. */
export const comingSteps = <Step extends ReminderStep>(
  steps: readonly Step[],
  dueOn: CalendarDate,
  now: LondonTime,
): { readonly step: Step; readonly moment: LondonTime }[] =>
  steps
    .map((step) => ({ step, moment: momentOf(step, dueOn) }))
    .filter(({ moment }) => byMoment(now, moment) < 0)
    .toSorted(
      (one, other) =>
        byMoment(one.moment, other.moment) ||
        reminderAims.indexOf(one.step.aim) - reminderAims.indexOf(other.step.aim),
    )

/**
 * Whether a step is meant for something that has been due on its day since a moment. What was asked, or got another due date, only after
 * the step's moment is not reminded by it.
 */
export const isMeantFor = (moment: LondonTime, dueSince: LondonTime): boolean =>
  byMoment(dueSince, moment) < 0

/** The steps whose time is over and that were not taken: the last is to be taken now, the others are passed over. */
export function stepsToTake(
  passed: readonly KeptStep[],
  taken: readonly number[],
): { readonly now: KeptStep; readonly passedOver: readonly KeptStep[] } | undefined {
  const last = passed.at(-1)
  if (last === undefined || taken.includes(last.days)) return undefined
  return { now: last, passedOver: passed.filter((step) => step !== last && !taken.includes(step.days)) }
}

/** '5 working days before the due date'. */
export function stepInWords({ aim, days }: Pick<ReminderStep, 'aim' | 'days'>): string {
  const date = aim === 'data queries' ? 'the day it is to be answered by' : 'the due date'
  if (days === 0) return `on ${date}`
  return `${counted(Math.abs(days), 'working day')} ${days < 0 ? 'before' : 'after'} ${date}`
}

export const mostSteps = 20
export const mostDays = 60

/** What is wrong with a calendar: a sentence for each, with the place of the step it is about. */
export function reminderFaults(
  steps: readonly ReminderStep[],
): { readonly at: number; readonly words: string }[] {
  const tooMany =
    steps.length > mostSteps ? [{ at: mostSteps, words: `Choose at most ${mostSteps} reminders.` }] : []
  return [
    ...tooMany,
    ...steps.flatMap((step, at) => {
      const words = faultOf(step, steps.slice(0, at))
      return words === undefined ? [] : [{ at, words }]
    }),
  ]
}

function faultOf(step: ReminderStep, before: readonly ReminderStep[]): string | undefined {
  const { aim, days, at } = step
  if (!Number.isInteger(days) || Math.abs(days) > mostDays)
    return `Choose a number of working days from 0 to ${mostDays}.`
  if (!/^\d\d:\d\d$/.test(at) || at.slice(3) > '59' || at < officeHours.from || at >= officeHours.until)
    return `Choose a time from ${officeHours.from} to before ${officeHours.until}, such as 09:00.`
  if (aim === 'letter' && days < 1) return 'Choose a day after the due date for the letter.'
  if (aim === 'letter' && before.some((other) => other.aim === 'letter'))
    return 'Choose one day for the letter: it is proposed once for each due date.'
  if (before.some((other) => other.aim === aim && other.days === days))
    return 'Choose another day: the same people are reminded on this one already.'
  return undefined
}

/** Refuses a calendar with steps that cannot be, with a sentence for each. */
function remindersMustBeSound(steps: readonly ReminderStep[]): void {
  const faults = reminderFaults(steps).map(({ words }) => words)
  if (faults.length > 0) throw reminderProblems.wrong({ faults: [...new Set(faults)] })
}

const sameSteps = (steps: readonly ReminderStep[]): string =>
  steps
    .map(({ aim, days, at }) => `${aim} ${days} ${at}`)
    .sort()
    .join(', ')

/** What changes between two calendars; a Problem where nothing does. */
export function changeOfReminders(
  before: readonly ReminderStep[],
  wanted: readonly ReminderStep[],
): {
  readonly gone: readonly ReminderStep[]
  readonly kept: readonly ReminderStep[]
  readonly added: readonly ReminderStep[]
} {
  remindersMustBeSound(wanted)
  if (sameSteps(before) === sameSteps(wanted)) throw reminderProblems.unchanged()
  const isIn = (steps: readonly ReminderStep[], { aim, days }: ReminderStep) =>
    steps.some((other) => other.aim === aim && other.days === days)
  return {
    gone: before.filter((step) => !isIn(wanted, step)),
    kept: wanted.filter((step) => isIn(before, step)),
    added: wanted.filter((step) => !isIn(before, step)),
  }
}

/** A calendar as the record has it: 'officers -5 09:00, letter 10 09:00'. */
export const remindersOnRecord = (steps: readonly ReminderStep[]): string => sameSteps(steps)

const reminderProblems = {
  wrong: ({ faults }: { faults: readonly string[] }) =>
    new Problem('invalid', 'REMINDERS_WRONG', faults.join(' ')),

  unchanged: () =>
    new Problem(
      'invalid',
      'REMINDERS_UNCHANGED',
      'These are the reminders as they stand. Change a day, a time or whom they are for, add one or take one out.',
    ),
}
