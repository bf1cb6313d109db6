import { batches } from '@rollcall/database/batches'
import type { Trx } from '@rollcall/database/connect'
import type { NewMessage } from '@rollcall/database/messages'
import { listRecipientsOfAll } from '@rollcall/database/recipients'
import { listRemindedSince } from '@rollcall/database/reminded'
import {
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

/** Every step of a round's calendar whose time has come and that nobody has taken. */
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
      const taken = runs.filter((run) => run.aim === aim && run.dueOn === dueOn).map(({ days }) => days)
      const found = stepsToTake(passed, taken)
      return found ? [{ roundId, aim, dueOn, step: found.now, passedOver: found.passedOver }] : []
    }),
  )
}

/** The requests that a step is meant for: what is outstanding now, and was when the step's time came. Only of some, where they are named. */
export async function listMeantFor(trx: Trx, { aim, step, ...of }: DueStep, ids?: readonly DataRequestId[]) {
  const moment = momentOf(step, of.dueOn)
  const list = aim === 'data queries' ? listUnansweredDueOn : listOutstandingDueOn
  const outstanding = await list(trx, { ...of, ids })
  return outstanding.filter(({ dueSince }) => isMeantFor(moment, londonTime(dueSince)))
}

interface Meant {
  readonly id: DataRequestId
  readonly authorityId: AuthorityId
}

/** A message to each who is reminded by a step, but for those who are reminded of the same return on that day already. A letter is none. */
export async function messagesOfStep(
  trx: Trx,
  { roundId, aim, dueOn, step }: DueStep,
  meant: readonly Meant[],
  sendAfter: Date,
): Promise<NewMessage[]> {
  if (aim === 'letter' || meant.length === 0) return []
  const kind = kindOfReminder({ ...step, aim })
  const { date: today } = londonTime(sendAfter)
  const dayBegan = londonMoment({ date: today, time: '00:00' })
  const messages: NewMessage[] = []
  for (const batch of batches(meant, 500)) {
    const authorityIds = batch.map(({ authorityId }) => authorityId)
    const people = await listRecipientsOfAll(trx, { authorityIds, roles: messageKind(kind).to, today })
    const ids = batch.map(({ id }) => id)
    const reminded = await listRemindedSince(trx, ids, dayBegan)
    const toEach = ({ id: dataRequestId, authorityId }: Meant): NewMessage[] =>
      (people.get(authorityId) ?? [])
        .filter(({ personId }) => !reminded.has(`${dataRequestId} ${personId}`))
        .map((person) => ({
          ...{ kind, step: reminderStepName({ dueOn, days: step.days, aim }, dataRequestId), ...person },
          ...{ authorityId, roundId, dataRequestId, sendAfter },
        }))
    messages.push(...batch.flatMap(toEach))
  }
  return messages
}
