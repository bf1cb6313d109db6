import { changeSinceLastRound } from '@rollcall/actions/change-since-last-round'
import { type Context, transact } from '@rollcall/actions/context'
import { compiledOf, frozenCollectionOf } from '@rollcall/actions/frozen-collection'
import { readCoverage } from '@rollcall/actions/read-coverage'
import { readShownFigures } from '@rollcall/actions/read-figures'
import { mostNames } from '@rollcall/actions/read-trace'
import { listNames } from '@rollcall/database/asked-authorities'
import { forEngland } from '@rollcall/database/figure-breakdowns'
import { getRound } from '@rollcall/database/rounds'
import { breakdownsOf } from '@rollcall/domain/breakdown'
import type { RoundId } from '@rollcall/domain/ids'
import { type RoundCoverage, standingWords } from '@rollcall/domain/round-coverage'

/**
 * What pages show of a round's figures for England, or of one of them: the same numbers as the API gives, with what they are made
 * from.
 */
export async function readPicture(context: Context, roundId: RoundId, only?: string) {
  const { round, compiled } = await transact(context, async (trx) => ({
    round: await getRound(trx, roundId),
    compiled: compiledOf(await frozenCollectionOf(trx, roundId)),
  }))
  const figures = compiled.collection.figures.filter(({ id }) => only === undefined || id === only)
  // One figure is shown by its first breakdown too.
  const first =
    only === undefined ? [] : figures.flatMap((figure) => breakdownsOf(compiled, figure).slice(0, 1))
  const breakdowns = [...forEngland, ...first.map(({ by }) => by)]
  const live = await readShownFigures(context, roundId, { figure: only, breakdowns })
  const change = await changeSinceLastRound(context, roundId, { figure: only, by: [] })
  const coverage = live?.coverage ?? (await readCoverage(context, roundId))
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
    ...{ round, lines, compiled, coverage },
    missing: await namesOf(context, coverage),
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

/** Who is not in the figures, by what became of them: how many, and the first of them by name. */
const namesOf = (context: Context, { notIncluded }: Pick<RoundCoverage, 'notIncluded'>) =>
  transact(context, async (trx) => {
    const missing = []
    for (const [standing, words] of Object.entries(standingWords)) {
      const codes = notIncluded[standing as keyof typeof standingWords]
      if (codes.length === 0) continue
      missing.push({ words, count: codes.length, names: await listNames(trx, codes, mostNames) })
    }
    return missing
  })
