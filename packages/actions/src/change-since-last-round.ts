import { countChildrenInBoth } from '@rollcall/database/clashes'
import type { Trx } from '@rollcall/database/connect'
import { getRoundSources } from '@rollcall/database/round-sources'
import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import type { Contribution } from '@rollcall/domain/contribution'
import type { RoundId } from '@rollcall/domain/ids'
import { type LikeForLike, likeForLike, type RoundOfReturns } from '@rollcall/domain/like-for-like'
import { brokenDownBy, onlyFigure } from '@rollcall/domain/only-figure'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Context, transact } from './context.ts'
import { contributedOf } from './figures-of-round.ts'
import { compiledOf, frozenCollectionOf } from './frozen-collection.ts'
import { ofSameReturns } from './same-returns.ts'

export interface ChangeSinceLastRound extends LikeForLike {
  readonly lastRoundId: RoundId
  /** Children of these authorities whose marks are in both rounds. */
  readonly childrenInBoth: number
}

/** Figures in one breakdown, and nothing else. */
interface OneBreakdown {
  /** One figure; left out: all. */
  readonly figure?: string | undefined
  /** Columns; none for England. */
  readonly by: readonly string[]
}

/** How the figures changed since the round before, over the authorities in both; `undefined` where there is none before. */
export async function changeSinceLastRound(
  context: Context,
  roundId: RoundId,
  only?: OneBreakdown,
): Promise<ChangeSinceLastRound | undefined> {
  mustBeAllowed(context.viewer, 'read figures')
  return await transact(context, async (trx) => {
    const { lastRoundId } = await getRoundSources(trx, roundId)
    if (lastRoundId === null) return undefined
    const workOut = async () => ({
      lastRoundId,
      childrenInBoth: await countChildrenInBoth(trx, roundId, lastRoundId),
      ...likeForLike(
        await returnsOf(context, trx, roundId, only),
        await returnsOf(context, trx, lastRoundId, only),
      ),
    })
    if (only === undefined) return await workOut()
    const name = [only.figure ?? '', ...only.by].join()
    return await remembered(context.db, trx, { roundIds: [roundId, lastRoundId], name }, workOut)
  })
}

const remembered = ofSameReturns<ChangeSinceLastRound>(20)

async function returnsOf(
  { db }: Context,
  trx: Trx,
  roundId: RoundId,
  only: OneBreakdown | undefined,
): Promise<RoundOfReturns> {
  const compiled = compiledOf(await frozenCollectionOf(trx, roundId))
  return {
    compiled: only ? narrowed(compiled, only) : compiled,
    contributions: await listed(db, trx, { roundIds: [roundId], name: 'contributions' }, async () =>
      (await contributedOf(db, trx, roundId)).map(({ contribution }) => contribution),
    ),
  }
}

const listed = ofSameReturns<Contribution[]>(4)

const narrowed = (compiled: CompiledCollection, { figure, by }: OneBreakdown): CompiledCollection =>
  figure === undefined ? brokenDownBy(compiled, by) : onlyFigure(compiled, figure, by)
