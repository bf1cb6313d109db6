import { recordEvent } from '@rollcall/database/audit-events'
import { isBroken, lockMessage } from '@rollcall/database/messages'
import { getPerson } from '@rollcall/database/people'
import { insertResend, listSameMessages } from '@rollcall/database/resent-messages'
import { MessageId } from '@rollcall/domain/ids'
import { mustBeResendable, stepAgain } from '@rollcall/domain/message-acts'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { enqueue, jobs } from './jobs.ts'
import { momentFor } from './office-moment.ts'
import { recordOfMessage } from './record-of-message.ts'

export const ResendMessage = z.object({ messageId: MessageId })
export type ResendMessage = z.infer<typeof ResendMessage>

/**
 * Sends a message to the same person once more, as another message. Like every other it is looked at again when it goes: where there is
 * nothing to say any more it does not go.
 */
export async function resendMessage(
  context: Context,
  { messageId }: ResendMessage,
): Promise<{ readonly messageId: MessageId }> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'send a message again')
  return await transact(context, async (trx) => {
    const message = await lockMessage(trx, messageId)
    const { personId } = message
    const { email } = await getPerson(trx, personId)
    const same = await listSameMessages(trx, message)
    mustBeResendable({
      state: message.state,
      others: same.filter(({ id }) => id !== messageId).map(({ state }) => state),
      isBroken: await isBroken(trx, { personId, address: email }),
    })

    const again = await insertResend(trx, message, {
      step: stepAgain(message.step, same.length),
      askedBy: viewer.personId,
      sendAfter: momentFor(message.kind, now),
    })
    await recordEvent(trx, context, { type: 'message sent again', ...recordOfMessage(message), again })
    await enqueue(trx, jobs.sendMessages, {})
    return { messageId: again }
  })
}
