import { lockMessage, updateMessage } from '@rollcall/database/messages'
import { becameOfMessage, isNews } from '@rollcall/domain/delivery'
import { MessageId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { noteBounce } from './note-bounce.ts'
import { noteInvitationSent } from './note-invitation-sent.ts'

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
  { messageId, became, said }: NoteDelivery,
): Promise<boolean> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'note a delivery')
  return await transact(context, async (trx) => {
    const message = await lockMessage(trx, messageId)
    const { state, begunAt, address, sentAt } = message
    if (address === null || !isNews({ state, wasBegun: begunAt !== null }, became)) return false

    if (became === 'came back' || became === 'complained about') {
      await noteBounce(context, trx, { messageId, address, fault: became, said })
      return true
    }
    const why = became === 'delivered' ? null : said
    await updateMessage(trx, messageId, { state: became, why, settledAt: now, sentAt: sentAt ?? now })
    if (sentAt === null && became === 'delivered') await noteInvitationSent(context, trx, message)
    return true
  })
}
