import { countChildrenInBoth } from '@rollcall/database/clashes'
import type { Trx } from '@rollcall/database/connect'
import { getRoundSources } from '@rollcall/database/round-sources'
import type { RoundId } from '@rollcall/domain/ids'
import { type LikeForLike, likeForLike, type RoundOfReturns } from '@rollcall/domain/like-for-like'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Context, transact } from './context.ts'
import { contributedOf } from './figures-of-round.ts'
import { compiledOf, frozenCollectionOf } from './frozen-collection.ts'

export interface ChangeSinceLastRound extends LikeForLike {
  readonly lastRoundId: RoundId
  /** Children of these authorities whose marks are in both rounds. */
  readonly childrenInBoth: number
}

/** How the figures changed since the round before, over the authorities in both; `undefined` where there is none before. */
export async function changeSinceLastRound(
  context: Context,
  roundId: RoundId,
): Promise<ChangeSinceLastRound | undefined> {
  mustBeAllowed(context.viewer, 'read figures')
  return await transact(context, async (trx) => {
    const { lastRoundId } = await getRoundSources(trx, roundId)
    if (lastRoundId === null) return undefined
    const [now, before] = [await returnsOf(context, trx, roundId), await returnsOf(context, trx, lastRoundId)]
    return {
      lastRoundId,
      childrenInBoth: await countChildrenInBoth(trx, roundId, lastRoundId),
      ...likeForLike(now, before),
    }
  })
}

const returnsOf = async ({ db }: Context, trx: Trx, roundId: RoundId): Promise<RoundOfReturns> => ({
  compiled: compiledOf(await frozenCollectionOf(trx, roundId)),
  contributions: (await contributedOf(db, trx, roundId)).map(({ contribution }) => contribution),
})
