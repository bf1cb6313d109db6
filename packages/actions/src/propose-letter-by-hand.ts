import { recordEvent } from '@rollcall/database/audit-events'
import { lockReturn } from '@rollcall/database/held-returns'
import { insertProposedLetter } from '@rollcall/database/letters'
import { listLettersOf } from '@rollcall/database/listed-letters'
import { DataRequestId, type LetterId } from '@rollcall/domain/ids'
import { letterProblems } from '@rollcall/domain/letter'
import { mustWantLetter } from '@rollcall/domain/non-compliance'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { wordsOf } from './words.ts'

export const ProposeLetterByHand = z.object({
  dataRequestId: DataRequestId,
  reason: z
    .string()
    .trim()
    .min(1, 'Say why a letter should go.')
    .max(4000, 'Say it in 4,000 characters at most.'),
})
export type ProposeLetterByHand = z.infer<typeof ProposeLetterByHand>

/** Proposes a letter of non-compliance before the calendar does, or anew once one came to nothing. Another person approves it. */
export async function proposeLetterByHand(
  context: Context,
  { dataRequestId, reason }: ProposeLetterByHand,
): Promise<{ readonly letterId: LetterId }> {
  const { viewer, now, today } = context
  mustBeAllowed(viewer, 'propose a letter by hand')
  return await transact(context, async (trx) => {
    const { roundId, authorityId, ...request } = await lockReturn(trx, dataRequestId)
    const { dueOn } = request
    mustWantLetter(request, { letters: await listLettersOf(trx, dataRequestId), today })

    const words = await wordsOf(context, trx, dataRequestId)
    const of = { roundId, dataRequestId }
    const letterId = await insertProposedLetter(trx, {
      ...{ ...of, authorityId, dueOn, madeAt: now },
      ...{ proposedBy: viewer.personId, proposalSealed: words.seal(reason) },
    })
    // The calendar has proposed one in this very moment.
    if (letterId === undefined) throw letterProblems.letterThere({ state: 'proposed' })
    await recordEvent(trx, context, { type: 'letter proposed', ...of, letterId, dueOn })
    return { letterId }
  })
}
