import { insertMessages } from '@rollcall/database/messages'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { enqueue, jobs } from './jobs.ts'
import { messagesOfNotices } from './messages-of-notices.ts'

export const WriteMessages = z.object({ noticeIds: z.array(z.uuid()) })
export type WriteMessages = z.infer<typeof WriteMessages>

/** Makes of each notice a message to everybody who is to have it by e-mail. Done again, it makes no second one. */
export async function writeMessages(context: Context, { noticeIds }: WriteMessages): Promise<void> {
  mustBeAllowed(context.viewer, 'write messages')
  await transact(context, async (trx) => {
    const messages = await messagesOfNotices(context, trx, noticeIds)
    if ((await insertMessages(trx, messages)) > 0) await enqueue(trx, jobs.sendMessages, {})
  })
}
