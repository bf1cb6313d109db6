import type { Trx } from '@rollcall/database/connect'
import { getOfficeRound } from '@rollcall/database/office-rounds'
import { countOutstandingByDay } from '@rollcall/database/planned'
import { listRuns } from '@rollcall/database/reminders'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { RoundId } from '@rollcall/domain/ids'
import type { LondonTime } from '@rollcall/domain/office-hours'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import {
  byMoment,
  comingSteps,
  type KeptStep,
  momentOf,
  type ReminderAim,
} from '@rollcall/domain/reminder-calendar'
import type { RoundState } from '@rollcall/domain/round-life'
import { knowsBankHolidays } from '@rollcall/domain/working-days'
import { type Context, transact } from './context.ts'
import { keptSteps } from './kept-steps.ts'
import { londonTime } from './london-time.ts'

/** The calendar of a round as dates, with what became of each step, and how many authorities are due on other days. */
export async function readReminders(context: Context, roundId: RoundId) {
  mustBeAllowed(context.viewer, 'read reminders')
  return await transact(context, async (trx) => {
    const round = await getOfficeRound(trx, roundId)
    const runs = await listRuns(trx, roundId)
    const now = londonTime(context.now)
    const steps = (await keptSteps(trx, roundId)).map((step) => datedStep(step, { round, runs, now }))
    const outstanding = round.state === 'open' ? await countOutstandingByDay(trx, { roundId }) : []
    return {
      round,
      /** By when they come; those of data queries, which have days of their own, last. */
      steps: steps.toSorted(
        (one, other) =>
          Number(one.aim === 'data queries') - Number(other.aim === 'data queries') ||
          byMoment(one.moment, other.moment),
      ),
      otherwiseDue: outstanding
        .filter(({ dueOn }) => dueOn !== round.dueOn)
        .reduce((sum, { count }) => sum + count, 0),
      /** A year whose bank holidays are not known, so that its dates are not sure. */
      unknownYear: unknownYearOf([round.dueOn, ...steps.map(({ moment }) => moment.date)]),
    }
  })
}

export type ReadReminders = Awaited<ReturnType<typeof readReminders>>

/** The next step by which authorities are reminded of a return as things stand, and how many it is about; null where none is to come. */
export async function nextReminder(
  { now }: Pick<Context, 'now'>,
  trx: Trx,
  roundId: RoundId,
): Promise<{ readonly moment: LondonTime; readonly aim: ReminderAim; readonly count: number } | null> {
  const calendar = (await keptSteps(trx, roundId)).filter(({ aim }) => aim !== 'data queries')
  const coming = (await countOutstandingByDay(trx, { roundId })).flatMap(({ dueOn, count }) =>
    comingSteps(calendar, dueOn, londonTime(now)).map(({ step: { aim }, moment }) => ({
      moment,
      aim,
      count,
    })),
  )
  return coming.toSorted((one, other) => byMoment(one.moment, other.moment)).at(0) ?? null
}

/** The first year of some days whose bank holidays are not known; null where all are. */
const unknownYearOf = (days: readonly CalendarDate[]): string | null =>
  days
    .toSorted()
    .find((day) => !knowsBankHolidays(day))
    ?.slice(0, 4) ?? null

interface Of {
  readonly round: {
    readonly dueOn: CalendarDate
    readonly issueOn: CalendarDate
    readonly issuedAt: Date | null
    readonly state: RoundState
  }
  readonly now: KeptStep['since']
  readonly runs: readonly {
    readonly aim: ReminderAim
    readonly days: number
    readonly dueOn: CalendarDate
    readonly ranAt: Date
    readonly requests: number | null
    readonly messages: number | null
  }[]
}

function datedStep({ since, ...step }: KeptStep, of: Of) {
  const moment = momentOf(step, of.round.dueOn)
  // Data queries have days of their own, so what was sent of them is counted together.
  const own = of.runs.filter(
    (run) =>
      run.aim === step.aim &&
      run.days === step.days &&
      (step.aim === 'data queries' || run.dueOn === of.round.dueOn),
  )
  const sum = (of: 'requests' | 'messages') => own.reduce((total, run) => total + (run[of] ?? 0), 0)
  const isTaken = own.some(({ requests }) => requests !== null)
  const isOfQueries = step.aim === 'data queries'
  return {
    ...{ ...step, moment },
    became: isOfQueries
      ? becameOfQueries(isTaken)
      : becameOf(moment, since, { ...of, isTaken, isKnown: own.length > 0 }),
    requests: sum('requests'),
    messages: sum('messages'),
    takenAt: own.at(0)?.ranAt ?? null,
  }
}

type Became = 'to come' | 'due' | 'taken' | 'passed over' | 'over before' | 'not sent'

/** What became of a step: it was taken, or passed over for a later one, or was over before there was anything to remind of; or the round closed first. */
function becameOf(
  moment: KeptStep['since'],
  since: KeptStep['since'],
  { round, now, isTaken, isKnown }: Of & Readonly<Record<'isTaken' | 'isKnown', boolean>>,
): Became {
  if (isOverBefore(moment, since, round)) return 'over before'
  if (isTaken) return 'taken'
  if (isKnown) return 'passed over'
  if (round.state !== 'draft' && round.state !== 'open') return 'not sent'
  return byMoment(moment, now) <= 0 && round.state === 'open' ? 'due' : 'to come'
}

/** Of data queries there may always be another, due on another day. */
const becameOfQueries = (isTaken: boolean): Became => (isTaken ? 'taken' : 'to come')

function isOverBefore(
  moment: KeptStep['since'],
  since: KeptStep['since'],
  { issuedAt, issueOn }: Of['round'],
): boolean {
  if (byMoment(moment, since) <= 0) return true
  return issuedAt === null ? moment.date < issueOn : byMoment(moment, londonTime(issuedAt)) <= 0
}
