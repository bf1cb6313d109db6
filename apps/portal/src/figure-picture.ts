import { changeSinceLastRound } from '@rollcall/actions/change-since-last-round'
import { type Context, transact } from '@rollcall/actions/context'
import { compiledOf, frozenCollectionOf } from '@rollcall/actions/frozen-collection'
import { readCoverage } from '@rollcall/actions/read-coverage'
import { readFigures } from '@rollcall/actions/read-figures'
import { listAskedByName } from '@rollcall/database/figures'
import { getRound } from '@rollcall/database/rounds'
import { breakdownsOf } from '@rollcall/domain/breakdown'
import type { RoundId } from '@rollcall/domain/ids'

/**
 * What pages show of a round's figures for England, or of one of them: the same numbers as the API gives, with what they are made
 * from.
 */
export async function readPicture(context: Context, roundId: RoundId, only?: string) {
  const { round, asked, compiled } = await transact(context, async (trx) => {
    const found = await getRound(trx, roundId)
    return {
      round: found,
      asked: await listAskedByName(trx, roundId),
      compiled: compiledOf(await frozenCollectionOf(trx, roundId)),
    }
  })
  const live = await readFigures(context, roundId, { figure: only })
  const change = await changeSinceLastRound(context, roundId, { figure: only, by: [] })
  const figures = compiled.collection.figures.filter(({ id }) => only === undefined || id === only)
  const byFigure = Map.groupBy(live?.figures ?? [], ({ id }) => id)
  const lines = figures.map((figure) => {
    const groups = byFigure.get(figure.id) ?? []
    return {
      ...{ figure, groups, breakdowns: breakdownsOf(compiled, figure) },
      // A spread has a number each for the lowest, the median and the highest.
      values: groups.filter(({ breakdown }) => Object.keys(breakdown).every((name) => name === 'spread')),
      change: change?.changes.find(
        ({ id, breakdown }) => id === figure.id && Object.keys(breakdown).length === 0,
      ),
    }
  })
  return {
    ...{ round, asked, lines, compiled },
    coverage: live?.coverage ?? (await readCoverage(context, roundId)),
    /** When the figures were computed, and their hash; before the first return is counted there are none. */
    computed: live && { takenAt: live.takenAt, hash: live.hash },
    /** How many authorities the change since the round before is of; undefined where there was none. */
    inBoth: change?.authorities.length,
    /** Children of these authorities who are in both rounds. */
    childrenInBoth: change?.childrenInBoth,
  }
}

export type Picture = Awaited<ReturnType<typeof readPicture>>
export type FigureLine = Picture['lines'][number]
