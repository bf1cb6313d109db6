import { recordEvent } from '@rollcall/database/audit-events'
import { getLetter, lockLetter, updateLetter } from '@rollcall/database/letters'
import { LetterId } from '@rollcall/domain/ids'
import { mustBeProposed } from '@rollcall/domain/letter'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { wordsOf } from './words.ts'

export const DeclineLetter = z.object({
  letterId: LetterId,
  reason: z.string().trim().min(1, 'Say why the letter should not go.').max(4000),
})
export type DeclineLetter = z.infer<typeof DeclineLetter>

/** Decides that a letter that was proposed does not go, and why. Nobody outside the office learns of it. */
export async function declineLetter(context: Context, { letterId, reason }: DeclineLetter): Promise<void> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'decline a letter')
  await transact(context, async (trx) => {
    const { roundId, dataRequestId } = await getLetter(trx, letterId)
    mustBeProposed(await lockLetter(trx, letterId))
    const words = await wordsOf(context, trx, dataRequestId)
    await updateLetter(trx, letterId, {
      ...{ state: 'declined', decidedBy: viewer.personId, decidedAt: now },
      reasonSealed: words.seal(reason),
    })
    await recordEvent(trx, context, { type: 'letter declined', roundId, dataRequestId, letterId })
  })
}
