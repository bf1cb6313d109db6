import { recordEvent } from '@rollcall/database/audit-events'
import { batches } from '@rollcall/database/batches'
import type { Trx } from '@rollcall/database/connect'
import { insertMessages, type NewMessage } from '@rollcall/database/messages'
import { listRecipientsOfAll } from '@rollcall/database/recipients'
import { listRemindedSince } from '@rollcall/database/reminded'
import {
  listAnswerDays,
  listDueDays,
  listOutstandingDueOn,
  listRoundsToRemind,
  listRuns,
  listUnansweredDueOn,
  noteStep,
  takeStep,
} from '@rollcall/database/reminders'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { messageKind } from '@rollcall/domain/message-kinds'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import {
  isMeantFor,
  type KeptStep,
  momentOf,
  passedSteps,
  type ReminderAim,
  reminderAims,
  stepsToTake,
} from '@rollcall/domain/reminder-calendar'
import { kindOfReminder, reminderStepName } from '@rollcall/domain/reminder-step'
import { londonMoment } from '@rollcall/platform/clock'
import { type Context, transact } from './context.ts'
import { enqueue, jobs } from './jobs.ts'
import { keptSteps } from './kept-steps.ts'
import { londonTime } from './london-time.ts'
import { nextOfficeMoment } from './office-moment.ts'
import { proposeLetter } from './propose-letter.ts'

type Round = Awaited<ReturnType<typeof listRoundsToRemind>>[number]

/** A step of a round's calendar whose time has come, for all that is due on a day. */
interface Run {
  readonly roundId: Round['id']
  readonly aim: ReminderAim
  readonly dueOn: CalendarDate
  readonly step: KeptStep
  readonly passedOver: readonly KeptStep[]
}

/**
 * Takes every step of every round's calendar whose time has come: each once, and of several that were missed only the last. Who has
 * nothing outstanding at this moment gets nothing by it, whatever happens later.
 */
export async function writeReminders(context: Context): Promise<void> {
  mustBeAllowed(context.viewer, 'write reminders')
  const rounds = await transact(context, listRoundsToRemind)
  for (const round of rounds) {
    for (const run of await transact(context, (trx) => runsToTake(context, trx, round))) {
      await transact(context, (trx) => take(context, trx, run))
    }
  }
}

async function runsToTake(
  { now }: Pick<Context, 'now'>,
  trx: Trx,
  { id: roundId, state }: Round,
): Promise<Run[]> {
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

async function take(context: Context, trx: Trx, run: Run): Promise<void> {
  const { now } = context
  const { step, passedOver, ...of } = run
  const { days } = step
  // Another worker that takes it at the same time waits here, and then has nothing to do.
  if (!(await takeStep(trx, { ...of, days }, now))) return
  for (const other of passedOver) await takeStep(trx, { ...of, days: other.days }, now)
  const meant = await listMeant(trx, run)
  const messages =
    run.aim === 'letter' ? await propose(context, trx, run, meant) : await write(context, trx, run, meant)
  await noteStep(trx, { ...of, days }, { requests: meant.length, messages })
  if (meant.length === 0) return
  await recordEvent(trx, context, {
    type: 'reminders written',
    ...{ ...of, days, requests: meant.length, messages },
  })
  if (messages > 0) await enqueue(trx, jobs.sendMessages, {})
}

/** The requests that a step is meant for: what was outstanding when its time came, and is now. */
async function listMeant(trx: Trx, { aim, step, ...of }: Run) {
  const moment = momentOf(step, of.dueOn)
  const outstanding = await (aim === 'data queries' ? listUnansweredDueOn : listOutstandingDueOn)(trx, of)
  return outstanding.filter(({ dueSince }) => isMeantFor(moment, londonTime(dueSince)))
}

type Meant = Awaited<ReturnType<typeof listMeant>>

async function propose(context: Context, trx: Trx, { roundId, dueOn }: Run, meant: Meant): Promise<number> {
  for (const { id: dataRequestId, authorityId } of meant)
    await proposeLetter(context, trx, { roundId, dataRequestId, authorityId, dueOn })
  return 0
}

/** Makes a message to each who is reminded, but for those who are reminded of the same return on that day already. */
async function write(context: Context, trx: Trx, run: Run, meant: Meant): Promise<number> {
  const { roundId, aim, dueOn, step } = run
  const kind = kindOfReminder({ ...step, aim })
  const sendAfter = nextOfficeMoment(context.now)
  const dayBegan = londonMoment({ date: londonTime(sendAfter).date, time: '00:00' })
  let count = 0
  for (const batch of batches(meant, 500)) {
    const people = await listRecipientsOfAll(trx, {
      authorityIds: batch.map(({ authorityId }) => authorityId),
      roles: messageKind(kind).to,
      today: context.today,
    })
    const reminded = await listRemindedSince(
      trx,
      batch.map(({ id }) => id),
      dayBegan,
    )
    const messages: NewMessage[] = batch.flatMap(({ id: dataRequestId, authorityId }) =>
      (people.get(authorityId) ?? [])
        .filter(({ personId }) => !reminded.has(`${dataRequestId} ${personId}`))
        .map((person) => ({
          ...{ kind, step: reminderStepName({ dueOn, days: step.days, aim }, dataRequestId), ...person },
          ...{ authorityId, roundId, dataRequestId, sendAfter },
        })),
    )
    count += await insertMessages(trx, messages)
  }
  return count
}
