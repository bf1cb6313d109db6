import { recordEvent } from '@rollcall/database/audit-events'
import { lockMessage, updateMessage } from '@rollcall/database/messages'
import { MessageId } from '@rollcall/domain/ids'
import { mustBeLeavable } from '@rollcall/domain/message-acts'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { recordOfMessage } from './record-of-message.ts'

export const LeaveMessage = z.object({ messageId: MessageId })
export type LeaveMessage = z.infer<typeof LeaveMessage>

/** Says of a message that did not arrive that nothing more has to be done about it. It can still be sent again. */
export async function leaveMessage(context: Context, { messageId }: LeaveMessage): Promise<void> {
  const { viewer } = context
  mustBeAllowed(viewer, 'leave a message')
  await transact(context, async (trx) => {
    const message = await lockMessage(trx, messageId)
    mustBeLeavable({ state: message.state, isLeft: message.settledBy !== null })
    await updateMessage(trx, messageId, { settledBy: viewer.personId })
    await recordEvent(trx, context, { type: 'message left', ...recordOfMessage(message) })
  })
}
