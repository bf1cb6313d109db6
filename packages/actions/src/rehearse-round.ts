import { samples } from '@rollcall/collections/samples'
import { recordEvent } from '@rollcall/database/audit-events'
import { getFrozenCollection } from '@rollcall/database/frozen-sources'
import { findWaitingRehearsal, insertRehearsal } from '@rollcall/database/rehearsals'
import { lockRound } from '@rollcall/database/rounds'
import { RehearsalId, RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { rehearsalProblems } from '@rollcall/domain/rehearsal'
import { roundMust } from '@rollcall/domain/round-life'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { enqueue, jobs } from './jobs.ts'

export const RehearseRound = z.object({
  roundId: RoundId,
  /** Of how many authorities a return is made up. */
  returns: z.int().min(1, 'Try at least one return.').max(200, 'Try at most 200 returns.').default(20),
  /** Of every hundred rows, how many have something wrong with them. */
  mistakes: z.int().min(0, 'Use a share from 0 to 100.').max(100, 'Use a share from 0 to 100.').default(5),
})
export type RehearseRound = z.infer<typeof RehearseRound>

/** Asks for a draft to be tried on sample returns, by the code that will check and count the real ones. */
export async function rehearseRound(
  context: Context,
  { roundId, returns, mistakes }: RehearseRound,
): Promise<{ readonly rehearsalId: RehearsalId }> {
  const { viewer } = context
  mustBeAllowed(viewer, 'rehearse a round')
  return await transact(context, async (trx) => {
    const { state, collectionId, collectionHash } = await lockRound(trx, roundId)
    roundMust(state, 'rehearse')
    if (samples[collectionId] === undefined)
      throw rehearsalProblems.noSamples(await getFrozenCollection(trx, collectionHash))
    if (await findWaitingRehearsal(trx, roundId)) throw rehearsalProblems.underWay()

    const rehearsalId = RehearsalId.parse(crypto.randomUUID())
    await insertRehearsal(trx, {
      ...{ id: rehearsalId, roundId, authorities: returns, mistakes, state: 'waiting' },
      ...{ askedBy: viewer.personId, askedAt: context.now },
    })
    await recordEvent(trx, context, { type: 'rehearsal asked for', roundId, returns, mistakes })
    await enqueue(trx, jobs.runRehearsal, { rehearsalId })
    return { rehearsalId }
  })
}
