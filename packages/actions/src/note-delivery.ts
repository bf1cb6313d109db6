import { lockMessage } from '@rollcall/database/messages'
import { becameOfMessage } from '@rollcall/domain/delivery'
import { MessageId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { keepDelivery } from './keep-delivery.ts'

export const NoteDelivery = z.object({
  messageId: MessageId,
  became: z.enum(becameOfMessage),
  /** What was said of it: a code, or a sentence of ours. Never an address. */
  said: z.string().max(200),
})
export type NoteDelivery = z.infer<typeof NoteDelivery>

/** Keeps what whoever carries mail says became of a message. Told again, or told too late, it changes nothing; says whether it was news. */
export async function noteDelivery(
  context: Pick<Context, 'db' | 'viewer' | 'now' | 'today'>,
  { messageId, ...told }: NoteDelivery,
): Promise<boolean> {
  mustBeAllowed(context.viewer, 'note a delivery')
  return await transact(context, async (trx) => {
    const message = await lockMessage(trx, messageId)
    return await keepDelivery(context, trx, message, told)
  })
}
