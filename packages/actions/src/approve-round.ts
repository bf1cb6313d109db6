import { recordEvent } from '@rollcall/database/audit-events'
import { lockRound, updateRound } from '@rollcall/database/rounds'
import { RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { problems } from '@rollcall/domain/problems'
import { mustBeOthersWork, roundProblems } from '@rollcall/domain/round'
import { roundMust } from '@rollcall/domain/round-life'
import { z } from 'zod'
import { type Context, transact } from './context.ts'

export const ApproveRound = z.object({
  roundId: RoundId,
  /** The revision that was read: nobody approves what they have not seen. */
  revision: z.int().positive(),
})
export type ApproveRound = z.infer<typeof ApproveRound>

/** A second pair of eyes on a draft, before it may be issued. */
export async function approveRound(context: Context, { roundId, revision }: ApproveRound): Promise<void> {
  const { viewer } = context
  mustBeAllowed(viewer, 'approve a round')
  await transact(context, async (trx) => {
    const round = await lockRound(trx, roundId)
    roundMust(round.state, 'approve')
    if (round.approvedBy !== null) throw roundProblems.roundApproved()
    if (round.revision !== revision) throw problems.stale({ what: 'round' })
    mustBeOthersWork(round, viewer.personId)

    await updateRound(trx, roundId, { approvedBy: viewer.personId, approvedAt: context.now })
    await recordEvent(trx, context, { type: 'round approved', roundId, revision })
  })
}
