import { recordEvent } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { insertBrokenAddress, lockMessage, updateMessage } from '@rollcall/database/messages'
import type { MessageId } from '@rollcall/domain/ids'
import type { AddressFault } from '@rollcall/domain/message'
import type { Context } from './context.ts'
import { enqueue, jobs } from './jobs.ts'
import { recordOfMessage } from './record-of-message.ts'
import { wantContact } from './want-contact.ts'

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
  { viewer, now, today }: Pick<Context, 'viewer' | 'now' | 'today'>,
  trx: Trx,
  { messageId, address, fault, said }: Bounce,
): Promise<void> {
  const message = await lockMessage(trx, messageId)
  const { personId } = message
  await updateMessage(trx, messageId, { state: fault, why: said, settledAt: now })
  const broken = await insertBrokenAddress(trx, { personId, address, messageId, fault, said, foundAt: now })
  const isAsked = broken !== undefined && (await wantContact({ now, today }, trx, broken))
  // Before the job is asked for, as everywhere: two who hold the record and a waiting job in another order wait for each other.
  await recordEvent(
    trx,
    { viewer, now },
    { type: 'message came back', ...recordOfMessage(message), fault, said },
  )
  if (isAsked) await enqueue(trx, jobs.sendMessages, {})
}
