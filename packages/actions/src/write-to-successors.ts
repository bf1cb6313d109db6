import type { Trx } from '@rollcall/database/connect'
import { listSaidTogether } from '@rollcall/database/later-messages'
import { type ClaimedMessage, insertMessages, type NewMessage } from '@rollcall/database/messages'
import { listOthersWithSame } from '@rollcall/database/resent-messages'
import { firstStep } from '@rollcall/domain/message-acts'
import { messageKind } from '@rollcall/domain/message-kinds'
import { readReminderStep } from '@rollcall/domain/reminder-step'
import { z } from 'zod'
import type { Context } from './context.ts'
import { enqueue, jobs } from './jobs.ts'
import { readStanding } from './message-standing.ts'
import { messagesOfNotices } from './messages-of-notices.ts'
import { messagesOfStep } from './reminders-due.ts'
import { isStillTheirs } from './whose-message.ts'

/**
 * Writes a message about a data request, whose reader has left, to those whom it would be to if it were made now: where it is still
 * needed, and nobody whose it is has it or will. However many left, nobody is written to twice.
 */
export async function writeToSuccessors(context: Context, trx: Trx, message: ClaimedMessage): Promise<void> {
  if (message.dataRequestId === null) return
  const { notNeeded } = await readStanding(context, trx, message)
  if (notNeeded !== undefined) return
  for (const other of await listOthersWithSame(trx, message))
    if (await isStillTheirs(context, trx, { ...message, ...other })) return
  const anew = await madeAnew(context, trx, message)
  // They have been due for as long as it has.
  const due = anew.map((one) => ({ ...one, sendAfter: message.sendAfter }))
  if ((await insertMessages(trx, due)) > 0) await enqueue(trx, jobs.sendMessages, {})
}

/** The messages that would be made now of what a message was made of: a step of a calendar, or a notice, or all those that it stands for. */
async function madeAnew(context: Context, trx: Trx, message: ClaimedMessage): Promise<NewMessage[]> {
  const { step: name, roundId, dataRequestId: id, authorityId } = message
  const step = readReminderStep(name)
  if (step === undefined) {
    const { saysAll } = messageKind(message.kind)
    const those = saysAll ? await listSaidTogether(trx, message) : [message]
    const noticeIds = those.flatMap((one) => z.uuid().safeParse(firstStep(one.step)).data ?? [])
    return noticeIds.length > 0 ? await messagesOfNotices(context, trx, noticeIds) : []
  }
  if (roundId === null || id === null || authorityId === null)
    throw new Error('a reminder does not say what it is of')
  const { aim, dueOn } = step
  return await messagesOfStep(trx, { roundId, aim, dueOn, step }, [{ id, authorityId }], context.now)
}
