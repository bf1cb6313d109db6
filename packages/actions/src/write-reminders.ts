import { recordEvent } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { insertMessages } from '@rollcall/database/messages'
import {
  beginStep,
  listHalfTaken,
  listRoundsToRemind,
  lockStep,
  noteStep,
  passOverStep,
  type StepOf,
} from '@rollcall/database/reminders'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Context, transact } from './context.ts'
import { enqueue, jobs } from './jobs.ts'
import { nextOfficeMoment } from './office-moment.ts'
import { proposeLetter } from './propose-letter.ts'
import {
  type DueStep,
  listOutstanding,
  listStepsToTake,
  messagesOfStep,
  type StepToTake,
} from './reminders-due.ts'

/** Each letter takes a place in the record, which others would wait for. */
const lettersInALot = 50

/**
 * Takes every step of every round's calendar whose time has come: each once, and of several that were missed only the last. It is taken
 * lot by lot, each kept before the next is begun, so whoever goes on after a crash begins where it ended. Who has nothing outstanding when
 * it is their turn gets nothing by it, whatever happens later.
 */
export async function writeReminders(context: Context, { requestsInALot = 500 } = {}): Promise<void> {
  mustBeAllowed(context.viewer, 'write reminders')
  const begun = await transact(context, listHalfTaken)
  const rounds = await transact(context, listRoundsToRemind)
  for (const round of rounds) {
    for (const step of await transact(context, (trx) => listStepsToTake(context, trx, round))) {
      await transact(context, (trx) => begin(context, trx, step))
      const size = step.aim === 'letter' ? lettersInALot : requestsInALot
      const takeLot = () => transact(context, (trx) => takeNextOf(context, trx, step, size))
      while (await takeLot());
    }
  }
  // What was begun before and is not taken by now is in no calendar any more, or is due on no day.
  for (const step of begun) await transact(context, (trx) => leave(context, trx, step))
}

/** Begins a step that nobody has begun. Those before it are passed over, and one of them that is half taken is left at that. */
async function begin(context: Context, trx: Trx, { step, passedOver, ...of }: StepToTake): Promise<void> {
  for (const { days } of passedOver) {
    const earlier = { ...of, days }
    if (!(await leave(context, trx, earlier))) await passOverStep(trx, earlier, context.now)
  }
  await beginStep(trx, { ...of, days: step.days }, context.now)
}

/** Leaves a step that is half taken at that, and says whether it was one. */
async function leave(context: Context, trx: Trx, step: StepOf): Promise<boolean> {
  const half = await lockStep(trx, step)
  if (half !== undefined) await end(context, trx, step, half)
  return half !== undefined
}

/** Takes a step for the next of its requests, and says whether there may be more. Another worker that takes it waits here, and goes on behind them. */
async function takeNextOf(
  context: Context,
  trx: Trx,
  { passedOver: _, ...run }: StepToTake,
  size: number,
): Promise<boolean> {
  const { step, ...of } = run
  const key = { ...of, days: step.days }
  const taken = await lockStep(trx, key)
  if (taken === undefined) return false
  const lot = await listOutstanding(trx, run, { lot: { afterId: taken.reachedId, size } })
  const meant = lot.filter(({ isMeant }) => isMeant)
  const messages = await remind(context, trx, run, meant)
  const sums = { requests: taken.requests + meant.length, messages: taken.messages + messages }
  const last = lot.length === size ? lot.at(-1) : undefined
  if (last === undefined) await end(context, trx, key, sums)
  else await noteStep(trx, key, { ...sums, reachedId: last.id })
  if (messages > 0) await enqueue(trx, jobs.sendMessages, {})
  return last !== undefined
}

async function end(
  context: Context,
  trx: Trx,
  step: StepOf,
  { requests, messages }: { readonly requests: number; readonly messages: number },
): Promise<void> {
  await noteStep(trx, step, { requests, messages, reachedId: null, endedAt: context.now })
  if (requests > 0)
    await recordEvent(trx, context, { type: 'reminders written', ...step, requests, messages })
}

type Meant = Awaited<ReturnType<typeof listOutstanding>>

/** Writes what a step has for some requests, and says how many messages that is. Done again, it writes nothing twice. */
async function remind(context: Context, trx: Trx, run: DueStep, meant: Meant): Promise<number> {
  const { roundId, dueOn, aim } = run
  if (aim === 'letter') {
    for (const { id: dataRequestId, authorityId } of meant)
      await proposeLetter(context, trx, { roundId, dataRequestId, authorityId, dueOn })
    return 0
  }
  return await insertMessages(trx, await messagesOfStep(trx, run, meant, nextOfficeMoment(context.now)))
}
