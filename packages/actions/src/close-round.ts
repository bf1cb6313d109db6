import { recordEvents } from '@rollcall/database/audit-events'
import { endWithoutReturn, findLastDueWithoutReturn } from '@rollcall/database/data-requests-of-round'
import { lockRound, updateRound } from '@rollcall/database/rounds'
import { RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { mustBeOver } from '@rollcall/domain/round'
import { roundMust } from '@rollcall/domain/round-life'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { enqueue, jobs } from './jobs.ts'
import { tell } from './tell.ts'

export const CloseRound = z.object({ roundId: RoundId })
export type CloseRound = z.infer<typeof CloseRound>

/** Ends the time for returns. Those not signed by now have ended without one; those signed can still be accepted. */
export async function closeRound(
  context: Context,
  { roundId }: CloseRound,
): Promise<{ readonly withoutReturn: number }> {
  const { viewer } = context
  mustBeAllowed(viewer, 'close a round')
  return await transact(context, async (trx) => {
    const round = await lockRound(trx, roundId)
    roundMust(round.state, 'close')
    mustBeOver(await findLastDueWithoutReturn(trx, roundId), context.today)

    const closedBy = viewer.role === 'system' ? null : viewer.personId
    await updateRound(trx, roundId, { state: 'closed', closedBy, closedAt: context.now })
    const ended = await endWithoutReturn(trx, roundId)
    await recordEvents(trx, context, [
      { type: 'round closed', roundId, withoutReturn: ended.length },
      ...ended.map((request) => ({ type: 'ended without a return', roundId, ...request })),
    ])
    await tell(
      trx,
      ended.map((request) => ({
        roundId,
        ...request,
        kind: 'ended without a return',
        recipients: 'authority' as const,
      })),
    )
    await enqueue(trx, jobs.refreshFigures, { roundId })
    return { withoutReturn: ended.length }
  })
}
