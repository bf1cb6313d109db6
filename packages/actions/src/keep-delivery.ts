import type { Trx } from '@rollcall/database/connect'
import { noteTaken } from '@rollcall/database/message-attempts'
import { type Message, updateMessage } from '@rollcall/database/messages'
import { type BecameOfMessage, isNews } from '@rollcall/domain/delivery'
import type { Context } from './context.ts'
import { noteBounce } from './note-bounce.ts'
import { noteInvitationSent } from './note-invitation-sent.ts'

interface Told {
  readonly became: BecameOfMessage
  /** What was said of it: a code, or a sentence of ours. Never an address. */
  readonly said: string
}

/** Keeps what became of a message that is held; says whether that was news. */
export async function keepDelivery(
  context: Pick<Context, 'viewer' | 'now' | 'today'>,
  trx: Trx,
  message: Message,
  { became, said }: Told,
): Promise<boolean> {
  const { now } = context
  const { id: messageId, state, begunAt, address, sentAt } = message
  if (address === null || !isNews({ state, wasBegun: begunAt !== null }, became)) return false

  if (sentAt === null) await noteTaken(trx, message, now)
  if (became === 'came back' || became === 'complained about') {
    await noteBounce(context, trx, { messageId, address, fault: became, said })
    return true
  }
  const why = became === 'delivered' ? null : said
  await updateMessage(trx, messageId, { state: became, why, settledAt: now, sentAt: sentAt ?? now })
  if (sentAt === null && became === 'delivered') await noteInvitationSent(context, trx, message)
  return true
}
