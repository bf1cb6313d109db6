import { recordEvent } from '@rollcall/database/audit-events'
import { batches } from '@rollcall/database/batches'
import type { Trx } from '@rollcall/database/connect'
import { insertMessages } from '@rollcall/database/messages'
import { listRoundsToRemind, noteStep, takeStep } from '@rollcall/database/reminders'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Context, transact } from './context.ts'
import { enqueue, jobs } from './jobs.ts'
import { nextOfficeMoment } from './office-moment.ts'
import { proposeLetter } from './propose-letter.ts'
import { listMeantFor, listStepsToTake, messagesOfStep, type StepToTake } from './reminders-due.ts'

/**
 * Takes every step of every round's calendar whose time has come: each once, and of several that were missed only the last. Who has
 * nothing outstanding at this moment gets nothing by it, whatever happens later.
 */
export async function writeReminders(context: Context): Promise<void> {
  mustBeAllowed(context.viewer, 'write reminders')
  const rounds = await transact(context, listRoundsToRemind)
  for (const round of rounds) {
    for (const run of await transact(context, (trx) => listStepsToTake(context, trx, round))) {
      if (run.aim === 'letter') await proposeLetters(context, run)
      await transact(context, (trx) => take(context, trx, run))
    }
  }
}

async function take(context: Context, trx: Trx, run: StepToTake): Promise<void> {
  const { now } = context
  const { step, passedOver, ...of } = run
  const { days } = step
  // Another worker that takes it at the same time waits here, and then has nothing to do.
  if (!(await takeStep(trx, { ...of, days }, now))) return
  for (const other of passedOver) await takeStep(trx, { ...of, days: other.days }, now)
  const meant = await listMeantFor(trx, run)
  const written = await messagesOfStep(trx, run, meant, nextOfficeMoment(now))
  const messages = await insertMessages(trx, written)
  await noteStep(trx, { ...of, days }, { requests: meant.length, messages })
  if (meant.length === 0) return
  await recordEvent(trx, context, {
    type: 'reminders written',
    ...{ ...of, days, requests: meant.length, messages },
  })
  if (messages > 0) await enqueue(trx, jobs.sendMessages, {})
}

/**
 * Proposes a letter to each of those a step is meant for, some at a time: each takes a place in the record, which others would wait for.
 * Begun again half way, it proposes none twice.
 */
async function proposeLetters(context: Context, run: StepToTake): Promise<void> {
  const { roundId, dueOn } = run
  const meant = await transact(context, (trx) => listMeantFor(trx, run))
  for (const batch of batches(meant, 50))
    await transact(context, async (trx) => {
      const outstanding = await listMeantFor(
        trx,
        run,
        batch.map(({ id }) => id),
      )
      for (const { id: dataRequestId, authorityId } of outstanding)
        await proposeLetter(context, trx, { roundId, dataRequestId, authorityId, dueOn })
    })
}
