import type { Trx } from '@rollcall/database/connect'
import { listPausesOf } from '@rollcall/database/message-pauses'
import type { NewMessage } from '@rollcall/database/messages'
import { getOfficeRound } from '@rollcall/database/office-rounds'
import {
  countOutstandingByDay,
  countUnansweredByDay,
  countWaitingMessages,
  countWithoutReminder,
  listOnDay,
  listReachable,
  listWaitingMessages,
  listWithoutReminder,
} from '@rollcall/database/planned'
import { type CalendarDate, shift } from '@rollcall/domain/calendar-date'
import type { DataRequestId, PersonId, RoundId } from '@rollcall/domain/ids'
import type { LondonTime } from '@rollcall/domain/office-hours'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { byMoment, comingSteps, type ReminderAim, reminderAims } from '@rollcall/domain/reminder-calendar'
import { kindOfReminder } from '@rollcall/domain/reminder-step'
import type { RoundState } from '@rollcall/domain/round-life'
import { londonMoment } from '@rollcall/platform/clock'
import { type Context, transact } from './context.ts'
import { keptSteps } from './kept-steps.ts'
import { londonTime } from './london-time.ts'
import { readStanding } from './message-standing.ts'
import { nextOfficeMoment } from './office-moment.ts'
import { type DueStep, listMeantFor, listStepsToTake, messagesOfStep } from './reminders-due.ts'

export const plannedOnAPage = 50

interface Asked {
  readonly roundId: RoundId
  /** Some of an authority's name, or its code. */
  readonly text?: string | undefined
  /** Only what comes in so many days; left out: all. */
  readonly days?: number | undefined
}

interface AskedPage extends Asked {
  /** Left out: only how many there are is wanted. */
  readonly page?: number | undefined
}

/** A step that is to come for all that is due on a day, and how many authorities it would remind as things stand. */
interface PlannedStep extends DueStep {
  readonly moment: LondonTime
  readonly count: number
}

/** What a round is going to remind of as things stand, step by step, and a page of who would get what. Nothing is kept, and nothing is sent. */
export async function readPlanned(context: Context, { page, ...asked }: AskedPage) {
  mustBeAllowed(context.viewer, 'read reminders')
  return await transact(context, async (trx) => {
    const round = await getOfficeRound(trx, asked.roundId)
    const steps = await plannedSteps(context, trx, { ...asked, state: round.state })
    const total = steps.reduce((sum, { count }) => sum + count, 0)
    const cut = cutOf(page, total)
    return {
      ...{ round, steps, total, pauses: await listPausesOf(trx, asked.roundId) },
      planned: cut === undefined ? [] : await listPlanned(context, trx, { steps, asked, ...cut }),
    }
  })
}

export type ReadPlanned = Awaited<ReturnType<typeof readPlanned>>
export type PlannedReminder = ReadPlanned['planned'][number]

/** Where a page begins, and how many fit; nothing where there is nothing to show. A page behind the last is the last. */
function cutOf(page: number | undefined, total: number) {
  if (page === undefined || total === 0) return undefined
  const last = Math.ceil(total / plannedOnAPage)
  return { limit: plannedOnAPage, offset: (Math.min(page, last) - 1) * plannedOnAPage }
}

/** Everything that is planned, part by part as it is sent. */
export async function* readEveryPlanned(
  context: Context,
  asked: Asked,
): AsyncGenerator<readonly PlannedReminder[]> {
  mustBeAllowed(context.viewer, 'read reminders')
  const steps = await transact(context, async (trx) => {
    const { state } = await getOfficeRound(trx, asked.roundId)
    return await plannedSteps(context, trx, { ...asked, state })
  })
  const total = steps.reduce((sum, { count }) => sum + count, 0)
  // Each part is put in order anew, so there are few of them.
  const limit = 2000
  for (let from = 0; from < total; from += limit) {
    const offset = from
    yield await transact(context, (trx) => listPlanned(context, trx, { steps, asked, offset, limit }))
  }
}

/** The steps whose time has come and that nobody has taken yet, and then those to come, first to last. */
async function plannedSteps(
  context: Context,
  trx: Trx,
  { roundId, text, days, state }: Asked & { readonly state: RoundState },
): Promise<PlannedStep[]> {
  if (state !== 'open' && state !== 'closed') return []
  const calendar = await keptSteps(trx, roundId)
  const now = londonTime(context.now)
  const outstanding = state === 'open' ? await countOutstandingByDay(trx, { roundId, text }) : []
  const unanswered = await countUnansweredByDay(trx, { roundId, text })
  const countOf = (aim: ReminderAim, dueOn: CalendarDate): number =>
    (aim === 'data queries' ? unanswered : outstanding).find((one) => one.dueOn === dueOn)?.count ?? 0

  const due = (await listStepsToTake(context, trx, { id: roundId, state })).map((step) => ({
    ...{ ...step, moment: londonTime(nextOfficeMoment(context.now)) },
    count: countOf(step.aim, step.dueOn),
  }))
  const coming = [false, true].flatMap((isOfQueries) =>
    (isOfQueries ? unanswered : outstanding).flatMap(({ dueOn, count }) =>
      comingSteps(calendar, dueOn, now)
        .filter(({ step }) => (step.aim === 'data queries') === isOfQueries)
        .map(({ step, moment }) => ({ ...{ roundId, aim: step.aim, dueOn, step, moment, count } })),
    ),
  )
  const last = days === undefined ? undefined : shift(now.date, { days })
  return [...due, ...coming]
    .filter(({ count, moment }) => count > 0 && (last === undefined || moment.date <= last))
    .toSorted(
      (one, other) =>
        byMoment(one.moment, other.moment) ||
        reminderAims.indexOf(one.aim) - reminderAims.indexOf(other.aim) ||
        (one.dueOn < other.dueOn ? -1 : 1),
    )
}

interface Cut {
  readonly steps: readonly PlannedStep[]
  readonly asked: Asked
  readonly offset: number
  readonly limit: number
}

/** Some of what is planned, of as many steps as that takes. */
async function listPlanned(context: Context, trx: Trx, { steps, asked, offset, limit }: Cut) {
  const found: Awaited<ReturnType<typeof plannedOf>> = []
  let before = 0
  for (const step of steps) {
    const from = Math.max(0, offset - before)
    const left = limit - found.length
    if (from < step.count && left > 0)
      found.push(...(await plannedOf(context, trx, { step, steps, asked, offset: from, limit: left })))
    before += step.count
  }
  return found
}

/** Some of what one step would do, with whom it would write to. */
async function plannedOf(
  context: Context,
  trx: Trx,
  { step, steps, asked, ...cut }: Cut & { readonly step: PlannedStep },
) {
  const { aim, dueOn, moment } = step
  const rows = await listOnDay(trx, { ...asked, aim, dueOn }, cut)
  const ids = rows.map(({ id }) => id)
  const meant = new Set((await listMeantFor(trx, step, ids)).map(({ id }) => id))
  const before = await remindedBefore(trx, step, steps, ids)
  const sendAfter = laterOf(londonMoment(moment), context.now)
  const forStep = rows.filter(({ id }) => meant.has(id))
  const all = await messagesOfStep(trx, step, forStep, sendAfter)
  const isRemindedBefore = (one: NewMessage) => before.has(`${one.dataRequestId} ${one.personId}`)
  const messages = all.filter((one) => !isRemindedBefore(one))
  const people = new Map(
    (await listReachable(trx, messages.flatMap(peopleIn))).map((person) => [person.id, person]),
  )
  return rows.map((row) => ({
    ...{ ...row, aim, days: step.step.days, dueOn, moment },
    kind: aim === 'letter' ? null : kindOfReminder({ aim, days: step.step.days }),
    isMeant: meant.has(row.id),
    /** Whether somebody gets none as they are reminded earlier on that day. */
    isRemindedBefore: all.some((one) => one.dataRequestId === row.id && isRemindedBefore(one)),
    people: messages
      .filter(({ dataRequestId }) => dataRequestId === row.id)
      .map(({ personId, writtenAs, coversFor }) => ({
        ...{ name: people.get(personId)?.name ?? '', isBroken: people.get(personId)?.isBroken ?? false },
        ...{ writtenAs, coversFor: (coversFor && people.get(coversFor)?.name) ?? null },
      })),
  }))
}

const laterOf = (one: Date, other: Date): Date => (one < other ? other : one)

const peopleIn = ({ personId, coversFor }: NewMessage): PersonId[] => [
  personId,
  ...(coversFor ? [coversFor] : []),
]

/** Whom of some requests the steps before one remind on its day, each as 'request person': nobody is reminded twice a day. */
async function remindedBefore(
  trx: Trx,
  step: PlannedStep,
  steps: readonly PlannedStep[],
  ids: readonly DataRequestId[],
): Promise<ReadonlySet<string>> {
  const same = steps.slice(0, steps.indexOf(step)).filter((one) => one.moment.date === step.moment.date)
  const reminded = new Set<string>()
  for (const one of same) {
    const meant = ids.length > 0 ? await listMeantFor(trx, one, ids) : []
    for (const message of await messagesOfStep(trx, one, meant, londonMoment(one.moment)))
      reminded.add(`${message.dataRequestId} ${message.personId}`)
  }
  return reminded
}

/** A page of returns that nobody is reminded of any more, and why. */
export async function readWithoutReminder(context: Context, { page, ...asked }: AskedPage) {
  mustBeAllowed(context.viewer, 'read reminders')
  return await transact(context, async (trx) => {
    const { roundId, text } = asked
    const calendar = await keptSteps(trx, roundId)
    const outstanding = await countOutstandingByDay(trx, { roundId })
    const now = londonTime(context.now)
    const overDays = outstanding
      .map(({ dueOn }) => dueOn)
      .filter((dueOn) => comingSteps(calendar, dueOn, now).every(({ step }) => step.aim === 'data queries'))
    const total = await countWithoutReminder(trx, { roundId, text }, overDays)
    const cut = cutOf(page, total)
    const rows = cut === undefined ? [] : await listWithoutReminder(trx, { roundId, text }, overDays, cut)
    return { total, rows }
  })
}

export type WithoutReminder = Awaited<ReturnType<typeof readWithoutReminder>>['rows'][number]

/** A page of the messages of a round that wait, each with whether it would be sent if it were due now, and why not. */
export async function readWaiting(context: Context, { page, ...asked }: AskedPage) {
  mustBeAllowed(context.viewer, 'read reminders')
  return await transact(context, async (trx) => {
    const total = await countWaitingMessages(trx, asked)
    const cut = cutOf(page, total)
    const waiting = cut === undefined ? [] : await listWaitingMessages(trx, asked, cut)
    const rows = []
    for (const { authority, ...message } of waiting) {
      const { notNeeded } = await readStanding(context, trx, message)
      const { id, kind, name, writtenAs, sendAfter, attempts, isBroken } = message
      const why = notNeeded ?? (isBroken ? 'Messages to this address have come back.' : undefined)
      rows.push({ id, kind, name, writtenAs, sendAfter, attempts, authority, why })
    }
    return { total, rows }
  })
}

export type WaitingMessage = Awaited<ReturnType<typeof readWaiting>>['rows'][number]
