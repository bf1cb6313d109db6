import { recordEvent } from '@rollcall/database/audit-events'
import { insertPause } from '@rollcall/database/message-pauses'
import { getRound } from '@rollcall/database/rounds'
import { RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { type Context, transact } from './context.ts'

export const PauseMessages = z.object({
  /** Left out: all messages. */
  roundId: RoundId.optional(),
  reason: z.string().trim().min(1, 'Say why they are paused.').max(1000, 'Say it in 1,000 characters.'),
})
export type PauseMessages = z.infer<typeof PauseMessages>

/** Holds messages back, of a round or all, until somebody has them go on. What is being handed over at this moment still goes. */
export async function pauseMessages(context: Context, { roundId, reason }: PauseMessages): Promise<void> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'pause messages')
  await transact(context, async (trx) => {
    if (roundId !== undefined) await getRound(trx, roundId)
    await insertPause(trx, { roundId: roundId ?? null, reason, pausedBy: viewer.personId, pausedAt: now })
    await recordEvent(trx, context, { type: 'messages paused', roundId })
  })
}
