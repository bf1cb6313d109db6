import { recordEvent } from '@rollcall/database/audit-events'
import { endPause } from '@rollcall/database/message-pauses'
import { RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { enqueue, jobs } from './jobs.ts'

export const ResumeMessages = z.object({
  /** Left out: the pause of all messages. One of a single round is ended by itself. */
  roundId: RoundId.optional(),
})
export type ResumeMessages = z.infer<typeof ResumeMessages>

/** Has messages go on. Each that waited is looked at again first, so that none goes out that is no longer needed. */
export async function resumeMessages(context: Context, { roundId }: ResumeMessages): Promise<void> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'resume messages')
  await transact(context, async (trx) => {
    await endPause(trx, roundId ?? null, { resumedBy: viewer.personId, resumedAt: now })
    await recordEvent(trx, context, { type: 'messages resumed', roundId })
    await enqueue(trx, jobs.sendMessages, {})
  })
}
