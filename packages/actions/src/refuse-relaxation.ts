import { recordEvent } from '@rollcall/database/audit-events'
import { lockRelaxation, updateRelaxation } from '@rollcall/database/relaxations'
import { RelaxationId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { mustBeUndecided } from '@rollcall/domain/relaxation'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { storedWords } from './relaxation-words.ts'

export const RefuseRelaxation = z.object({
  relaxationId: RelaxationId,
  /** The office reads it. */
  reason: z.string().trim().min(1, 'Say why not.').max(2000, 'Say it in 2,000 characters at most.'),
})
export type RefuseRelaxation = z.infer<typeof RefuseRelaxation>

/** Leaves a rule as it is, though something else was proposed. Whoever proposed it may take it back in the same way. */
export async function refuseRelaxation(
  context: Context,
  { relaxationId, reason }: RefuseRelaxation,
): Promise<void> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'refuse to relax a rule')
  await transact(context, async (trx) => {
    const proposal = await lockRelaxation(trx, relaxationId)
    const { roundId, dataRequestId, rule, effect } = proposal
    mustBeUndecided(proposal)
    const { clear, sealed } = await storedWords(context, trx, dataRequestId, reason)

    await updateRelaxation(trx, relaxationId, {
      ...{ decision: 'refused', decidedBy: viewer.personId, decidedAt: now },
      ...{ refusal: clear, refusalSealed: sealed },
    })
    await recordEvent(trx, context, {
      type: 'relaxed rule refused',
      ...{ roundId, relaxationId, rule, effect },
      byProposer: proposal.proposedBy === viewer.personId,
    })
  })
}
