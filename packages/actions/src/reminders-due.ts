import type { Trx } from '@rollcall/database/connect'
import type { NewMessage } from '@rollcall/database/messages'
import { listRecipientsOfAll } from '@rollcall/database/recipients'
import { listRemindedSince } from '@rollcall/database/reminded'
import {
  type Lot,
  listAnswerDays,
  listDueDays,
  listOutstandingDueOn,
  listRuns,
  listUnansweredDueOn,
} from '@rollcall/database/reminders'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { AuthorityId, DataRequestId, RoundId } from '@rollcall/domain/ids'
import { messageKind } from '@rollcall/domain/message-kinds'
import {
  isMeantFor,
  type KeptStep,
  momentOf,
  passedSteps,
  type ReminderAim,
  type ReminderStep,
  reminderAims,
  stepsToTake,
} from '@rollcall/domain/reminder-calendar'
import { kindOfReminder, reminderStepName } from '@rollcall/domain/reminder-step'
import type { RoundState } from '@rollcall/domain/round-life'
import { londonMoment } from '@rollcall/platform/clock'
import type { Context } from './context.ts'
import { keptSteps } from './kept-steps.ts'
import { londonTime } from './london-time.ts'

// What a step of a calendar comes to. Taking it and telling beforehand what it would do ask the same functions.

/** A step of a round's calendar, for all that is due on a day. */
export interface DueStep {
  readonly roundId: RoundId
  readonly aim: ReminderAim
  readonly dueOn: CalendarDate
  readonly step: ReminderStep
}

/** One whose time has come. */
export interface StepToTake extends DueStep {
  readonly passedOver: readonly KeptStep[]
}

/** Every step of a round's calendar whose time has come and that nobody has taken whole. */
export async function listStepsToTake(
  { now }: Pick<Context, 'now'>,
  trx: Trx,
  { id: roundId, state }: { readonly id: RoundId; readonly state: RoundState },
): Promise<StepToTake[]> {
  const steps = await keptSteps(trx, roundId)
  const runs = await listRuns(trx, roundId)
  const dueDays = state === 'open' ? await listDueDays(trx, roundId) : []
  const answerDays = await listAnswerDays(trx, roundId)
  return reminderAims.flatMap((aim) =>
    (aim === 'data queries' ? answerDays : dueDays).flatMap(({ dueOn }) => {
      const passed = passedSteps(steps, { aim, dueOn, now: londonTime(now) })
      // One that is half taken, by a worker that died or is at it now, is to be taken to its end.
      const taken = runs
        .filter((run) => run.aim === aim && run.dueOn === dueOn && run.endedAt !== null)
        .map(({ days }) => days)
      const found = stepsToTake(passed, taken)
      return found ? [{ roundId, aim, dueOn, step: found.now, passedOver: found.passedOver }] : []
    }),
  )
}

interface Some {
  /** Only of these. */
  readonly ids?: readonly DataRequestId[]
  readonly lot?: Lot
}

/** The requests of which something is outstanding as a step has it, each with whether the step is meant for it: whether that was so when the step's time came. */
export async function listOutstanding(trx: Trx, { aim, step, ...of }: DueStep, some: Some = {}) {
  const moment = momentOf(step, of.dueOn)
  const list = aim === 'data queries' ? listUnansweredDueOn : listOutstandingDueOn
  const outstanding = await list(trx, { ...of, ...some })
  return outstanding.map(({ dueSince, ...request }) => ({
    ...request,
    isMeant: isMeantFor(moment, londonTime(dueSince)),
  }))
}

/** Those of some requests that a step is meant for. */
export async function listMeantFor(trx: Trx, step: DueStep, ids: readonly DataRequestId[]) {
  const outstanding = await listOutstanding(trx, step, { ids })
  return outstanding.filter(({ isMeant }) => isMeant)
}

interface Meant {
  readonly id: DataRequestId
  readonly authorityId: AuthorityId
}

/** A message to each who is reminded by a step, but for those who are reminded of the same return on that day already. A letter is none. */
export async function messagesOfStep(
  trx: Trx,
  { roundId, aim, dueOn, step }: Omit<DueStep, 'step'> & { readonly step: Pick<ReminderStep, 'days'> },
  meant: readonly Meant[],
  sendAfter: Date,
): Promise<NewMessage[]> {
  if (aim === 'letter' || meant.length === 0) return []
  const kind = kindOfReminder({ days: step.days, aim })
  const { date: today } = londonTime(sendAfter)
  const dayBegan = londonMoment({ date: today, time: '00:00' })
  const authorityIds = meant.map(({ authorityId }) => authorityId)
  const people = await listRecipientsOfAll(trx, { authorityIds, roles: messageKind(kind).to, today })
  const ids = meant.map(({ id }) => id)
  const reminded = await listRemindedSince(trx, ids, dayBegan)
  return meant.flatMap(({ id: dataRequestId, authorityId }) =>
    (people.get(authorityId) ?? [])
      .filter(({ personId }) => !reminded.has(`${dataRequestId} ${personId}`))
      .map((person) => ({
        ...{ kind, step: reminderStepName({ dueOn, days: step.days, aim }, dataRequestId), ...person },
        ...{ authorityId, roundId, dataRequestId, sendAfter },
      })),
  )
}
