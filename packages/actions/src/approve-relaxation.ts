import { recordEvent } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { getDataRequest } from '@rollcall/database/data-requests'
import { listRequestIds } from '@rollcall/database/data-requests-of-round'
import { listToCheckAgain, lockRelaxation, updateRelaxation } from '@rollcall/database/relaxations'
import { getRound } from '@rollcall/database/rounds'
import { type DataRequestId, RelaxationId, type RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { mustBeOthersProposal, mustBeUndecided } from '@rollcall/domain/relaxation'
import { roundMust } from '@rollcall/domain/round-life'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { enqueueAll, jobs } from './jobs.ts'
import { tell } from './tell.ts'

export const ApproveRelaxation = z.object({ relaxationId: RelaxationId })
export type ApproveRelaxation = z.infer<typeof ApproveRelaxation>

/** Puts a relaxed rule in force, or takes it back: whichever was proposed, by somebody else. Returns that are in and not signed are checked again. */
export async function approveRelaxation(
  context: Context,
  { relaxationId }: ApproveRelaxation,
): Promise<{ readonly checkedAgain: number }> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'approve a relaxed rule')
  return await transact(context, async (trx) => {
    const proposal = await lockRelaxation(trx, relaxationId)
    const { roundId, dataRequestId, rule, effect, withdraws } = proposal
    roundMust((await getRound(trx, roundId)).state, 'work on returns')
    mustBeUndecided(proposal)
    mustBeOthersProposal(proposal, viewer.personId)
    const concerned = await concernedBy(trx, proposal)

    await updateRelaxation(trx, relaxationId, {
      ...{ decision: 'approved', decidedBy: viewer.personId, decidedAt: now },
    })
    if (withdraws !== null) await updateRelaxation(trx, withdraws, { withdrawnAt: now })
    const done = withdraws === null ? { type: 'rule relaxed' } : { type: 'rule no longer relaxed' }
    const [only] = concerned
    await recordEvent(trx, context, {
      ...{ ...done, roundId, relaxationId, rule, effect },
      ...(dataRequestId && only && { dataRequestId, authorityId: only.authorityId }),
    })
    await tell(
      trx,
      concerned.map((request) => ({
        ...{ ...request, roundId, kind: done.type, aboutId: relaxationId },
        recipients: 'officers' as const,
      })),
    )
    const again = await listToCheckAgain(trx, proposal)
    await enqueueAll(trx, jobs.recheckReturn, again)
    return { checkedAgain: again.length }
  })
}

/** Whom it is for. */
async function concernedBy(
  trx: Trx,
  { roundId, dataRequestId }: { readonly roundId: RoundId; readonly dataRequestId: DataRequestId | null },
) {
  if (dataRequestId === null) return await listRequestIds(trx, roundId)
  const { authorityId } = await getDataRequest(trx, dataRequestId)
  return [{ dataRequestId, authorityId }]
}
