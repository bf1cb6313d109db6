import { recordEvent } from '@rollcall/database/audit-events'
import { lockMessage, updateMessage } from '@rollcall/database/messages'
import { MessageId } from '@rollcall/domain/ids'
import { mustBeUnclear, unclearBecame } from '@rollcall/domain/message-acts'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { enqueue, jobs } from './jobs.ts'
import { recordOfMessage } from './record-of-message.ts'

export const SettleUnclearMessage = z.object({
  messageId: MessageId,
  became: z.enum(unclearBecame, 'Say whether it arrived.'),
})
export type SettleUnclearMessage = z.infer<typeof SettleUnclearMessage>

/** Says what became of a message that may have gone out or not. One that did not arrive is sent again, under the same name. */
export async function settleUnclearMessage(
  context: Context,
  { messageId, became }: SettleUnclearMessage,
): Promise<void> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'settle a message')
  await transact(context, async (trx) => {
    const message = await lockMessage(trx, messageId)
    mustBeUnclear(message)
    const change =
      became === 'arrived'
        ? ({ state: 'delivered', why: null, settledBy: viewer.personId, settledAt: now } as const)
        : ({ state: 'waiting', why: null, settledAt: null, sendAfter: now } as const)
    await updateMessage(trx, messageId, change)
    await recordEvent(trx, context, { type: 'message settled', ...recordOfMessage(message), became })
    if (became === 'not arrived') await enqueue(trx, jobs.sendMessages, {})
  })
}
