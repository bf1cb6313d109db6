import type { Trx } from '@rollcall/database/connect'
import { insertBrokenAddress, lockMessage, updateMessage } from '@rollcall/database/messages'
import type { MessageId } from '@rollcall/domain/ids'
import type { AddressFault } from '@rollcall/domain/message'
import type { Context } from './context.ts'

interface Bounce {
  readonly messageId: MessageId
  /** The address that was written to. */
  readonly address: string
  readonly fault: AddressFault
  /** What was said of it, in a code. */
  readonly said: string
}

/** Keeps that a message came back or was complained about: its address is not written to again until somebody says that it works. */
export async function noteBounce(
  { now }: Pick<Context, 'now'>,
  trx: Trx,
  { messageId, address, fault, said }: Bounce,
): Promise<void> {
  const { personId } = await lockMessage(trx, messageId)
  await updateMessage(trx, messageId, { state: fault, why: said, settledAt: now })
  await insertBrokenAddress(trx, { personId, address, messageId, fault, said, foundAt: now })
}
