import { randomUUID } from 'node:crypto'
import { recordEvent } from '@rollcall/database/audit-events'
import { insertRelaxation, lockRelaxation } from '@rollcall/database/relaxations'
import { getRound } from '@rollcall/database/rounds'
import { RelaxationId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { mustBeInForce, relaxationProblems } from '@rollcall/domain/relaxation'
import { roundMust } from '@rollcall/domain/round-life'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { storedWords } from './relaxation-words.ts'

export const ProposeWithdrawal = z.object({
  /** The one that is in force. */
  relaxationId: RelaxationId,
  /** Those it was for read it. */
  reason: z
    .string()
    .trim()
    .min(1, 'Say why the rule is no longer relaxed.')
    .max(2000, 'Say it in 2,000 characters at most.'),
})
export type ProposeWithdrawal = z.infer<typeof ProposeWithdrawal>

/** Proposes that a rule be as the collection has it again. Like relaxing it, it takes another person to approve it. */
export async function proposeWithdrawal(
  context: Context,
  { relaxationId: withdraws, reason }: ProposeWithdrawal,
): Promise<{ readonly relaxationId: RelaxationId }> {
  const { viewer } = context
  mustBeAllowed(viewer, 'propose to relax a rule')
  return await transact(context, async (trx) => {
    const inForce = await lockRelaxation(trx, withdraws)
    const { roundId, dataRequestId, rule, effect } = inForce
    roundMust((await getRound(trx, roundId)).state, 'work on returns')
    mustBeInForce(inForce)
    const { clear, sealed } = await storedWords(context, trx, dataRequestId, reason)

    const relaxationId = RelaxationId.parse(randomUUID())
    const kept = await insertRelaxation(trx, {
      ...{ id: relaxationId, roundId, dataRequestId, rule, effect, withdraws },
      ...{ reason: clear, reasonSealed: sealed, proposedBy: viewer.personId, proposedAt: context.now },
    })
    if (kept === undefined) throw relaxationProblems.withdrawalProposed()
    await recordEvent(trx, context, {
      type: 'relaxed rule withdrawal proposed',
      ...{ roundId, relaxationId, withdraws, rule, effect },
    })
    return { relaxationId }
  })
}
