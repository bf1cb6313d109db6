import type { Trx } from '@rollcall/database/connect'
import { listSaidTogether } from '@rollcall/database/later-messages'
import {
  type ClaimedMessage,
  insertMessages,
  type Message,
  type NewMessage,
} from '@rollcall/database/messages'
import { listOthersWithSame, listSameMessages } from '@rollcall/database/resent-messages'
import { firstStep, stepAgain } from '@rollcall/domain/message-acts'
import { messageKind } from '@rollcall/domain/message-kinds'
import { readReminderStep } from '@rollcall/domain/reminder-step'
import { z } from 'zod'
import type { Context } from './context.ts'
import { enqueue, jobs } from './jobs.ts'
import { readStanding } from './message-standing.ts'
import { messagesOfNotices } from './messages-of-notices.ts'
import { messagesOfStep } from './reminders-due.ts'
import { isStillTheirs, noLongerTheirs } from './whose-message.ts'

/**
 * Writes a message about a data request, whose reader has left, to those whom it would be to if it were made now: where it is still
 * needed, and nobody whose it is has it or will. However many left, nobody is written to twice.
 */
export async function writeToSuccessors(context: Context, trx: Trx, message: ClaimedMessage): Promise<void> {
  if (message.dataRequestId === null) return
  const { notNeeded } = await readStanding(context, trx, message)
  if (notNeeded !== undefined) return
  const untold = []
  for (const { step } of await thoseItSays(trx, message))
    if (!(await isWithSomebody(context, trx, { ...message, step }))) untold.push(step)
  const due = []
  // They have been due for as long as it has.
  for (const one of await madeAnew(context, trx, message, untold))
    due.push({ ...one, step: await stepFor(trx, one), sendAfter: message.sendAfter })
  if ((await insertMessages(trx, due)) > 0) await enqueue(trx, jobs.sendMessages, {})
}

const thoseItSays = async (trx: Trx, message: ClaimedMessage): Promise<readonly Pick<Message, 'step'>[]> =>
  messageKind(message.kind).saysAll ? await listSaidTogether(trx, message) : [message]

/** Whether somebody else whose it is has a message, or will. */
async function isWithSomebody(context: Context, trx: Trx, message: ClaimedMessage): Promise<boolean> {
  for (const other of await listOthersWithSame(trx, message))
    if (await isStillTheirs(context, trx, { ...message, ...other })) return true
  return false
}

/** The messages that would be made now of what some were made of: a step of a calendar, or notices. */
async function madeAnew(
  context: Context,
  trx: Trx,
  { roundId, dataRequestId: id, authorityId }: ClaimedMessage,
  steps: readonly string[],
): Promise<NewMessage[]> {
  const [name] = steps
  if (name === undefined) return []
  const step = readReminderStep(name)
  if (step === undefined) {
    const noticeIds = steps.flatMap((one) => z.uuid().safeParse(firstStep(one)).data ?? [])
    return noticeIds.length > 0 ? await messagesOfNotices(context, trx, noticeIds) : []
  }
  if (roundId === null || id === null || authorityId === null)
    throw new Error('a reminder does not say what it is of')
  const { aim, dueOn } = step
  return await messagesOfStep(trx, { roundId, aim, dueOn, step }, [{ id, authorityId }], context.now)
}

/** Somebody who left, and so did not get it, and has come back by now is written to anew. */
async function stepFor(trx: Trx, message: NewMessage): Promise<string> {
  const same = await listSameMessages(trx, message)
  const isUnheard = same.length > 0 && same.every(({ why }) => why === noLongerTheirs)
  return isUnheard ? stepAgain(message.step, same.length) : message.step
}
