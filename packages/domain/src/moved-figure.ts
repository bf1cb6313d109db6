import type { CompiledCollection } from './compiled-collection.ts'
import { type Contribution, isGeography } from './contribution.ts'
import { dimensionOf } from './dimension.ts'
import { dividedBy, type Exact, exact, minus, plus, rounded, times } from './exact.ts'
import type { Figure } from './figure.ts'
import { type FractionFigure, fractionOf } from './figure-reading.ts'
import type { FigureValue } from './figure-value.ts'
import { exactFiguresFrom, figuresFrom, populationFor } from './figures.ts'
import { nameOfFigure } from './like-for-like.ts'
import { onlyFigure } from './only-figure.ts'
import { partsAddingUp } from './parts-adding-up.ts'
import { addAll, type Tally } from './tally.ts'

/** One authority's return in two sets of returns: what it was then and what it is now. Left out where it was in only one of them. */
export interface ReturnBeside {
  readonly authority: string
  readonly before: Contribution | undefined
  readonly after: Contribution | undefined
}

/** What one return did to a figure. */
interface MovedReturn {
  readonly authority: string
  /** The figure in this return alone; `null` where it was not among them, or has nothing to say. */
  readonly before: number | null
  readonly after: number | null
  /** Its part of the move; `null` where the move cannot be put in parts. */
  readonly part: number | null
}

/** How a figure moved between two sets of returns, and which of them moved it. */
export interface FigureMove {
  readonly before: number | null
  readonly after: number | null
  /** Before anything is rounded, to `decimals` places. The parts add up to it, to the last of these. */
  readonly move: number | null
  readonly decimals: number
  /** Those that moved it, the most first. */
  readonly returns: readonly MovedReturn[]
}

/** One figure for England, or for one group of one of its breakdowns. */
export type WhichFigure = Pick<FigureValue, 'id' | 'breakdown'>

/**
 * Which returns moved a figure, and by how much each. In a count or a sum each return's part is how much its own number changed. In a
 * share, a mean or a rate it is what the return adds above or below the rate that all had, so one that is just like the others moves
 * nothing. Of other figures each return is changed by itself, one after another, from the first to the last and from the last to the
 * first, and its part is what the figure moved by in between.
 */
export function movedFigure(
  compiled: CompiledCollection,
  which: WhichFigure,
  returns: readonly ReturnBeside[],
): FigureMove {
  const figure = compiled.collection.figures.find(({ id }) => id === which.id)
  if (figure === undefined) throw new Error(`the collection has no figure ${which.id}`)
  const only = onlyFigure(compiled, which.id, namesOf(which))
  const changed = returns.filter(({ before, after }) => before !== after)
  const parts = partsOf(figure, only, which, returns, changed)
  const [was, is] = [figureIn(only, which, beforeOf(returns)), figureIn(only, which, afterOf(returns))]
  const whole = was && is ? minus(is, was) : undefined
  const decimals = figure.kind === 'count' ? figure.decimals : figure.decimals + 2
  const shown = whole && parts ? partsAddingUp(parts, whole, decimals) : undefined
  const moved = changed.map(({ authority, before, after }, at) => ({
    authority,
    ...{ before: alone(only, which, before), after: alone(only, which, after) },
    part: shown?.[at] ?? null,
  }))
  return {
    before: was ? rounded(was, figure.decimals) : null,
    after: is ? rounded(is, figure.decimals) : null,
    move: whole ? rounded(whole, decimals) : null,
    decimals,
    returns: moved
      .filter(({ before, after, part }) => part !== 0 && (part !== null || before !== after))
      .sort((a, b) => Math.abs(b.part ?? 0) - Math.abs(a.part ?? 0)),
  }
}

const namesOf = ({ breakdown }: WhichFigure): string[] =>
  Object.keys(breakdown).filter((name) => name !== 'spread')

const beforeOf = (returns: readonly ReturnBeside[]) => returns.flatMap(({ before }) => before ?? [])
const afterOf = (returns: readonly ReturnBeside[]) => returns.flatMap(({ after }) => after ?? [])

function figureIn(
  only: CompiledCollection,
  which: WhichFigure,
  contributions: readonly Contribution[],
): Exact | undefined {
  const name = nameOfFigure(which)
  const found = exactFiguresFrom(only, contributions).get(which.id)
  const value = found?.find((one) => nameOfFigure(one) === name)
  if (value) return value.exact
  // A group that nobody is in has no figure of its own; of a count that is nought.
  const isCount = only.collection.figures.some(
    ({ id, kind }) => id === which.id && (kind === 'count' || kind === 'sum'),
  )
  return isCount && contributions.length > 0 ? exact(0) : undefined
}

function alone(
  only: CompiledCollection,
  which: WhichFigure,
  contribution: Contribution | undefined,
): number | null {
  if (contribution === undefined) return null
  const name = nameOfFigure(which)
  return figuresFrom(only, [contribution]).find((one) => nameOfFigure(one) === name)?.value ?? null
}

function partsOf(
  figure: Figure,
  only: CompiledCollection,
  which: WhichFigure,
  returns: readonly ReturnBeside[],
  changed: readonly ReturnBeside[],
): Exact[] | undefined {
  switch (figure.kind) {
    case 'count':
    case 'sum':
    case 'mean':
    case 'share':
    case 'ratio':
    case 'rate':
      return partsOfFraction(figure, only, which, returns, changed)
    case 'median':
    case 'quantile':
    case 'minimum':
    case 'maximum':
    case 'estimate':
    case 'spread':
      return partsOneByOne(only, which, returns, changed)
  }
}

/** With N over D as the figure and R halfway between what it was and what it is, a part is its own change of N less R times that of D. */
function partsOfFraction(
  figure: FractionFigure,
  only: CompiledCollection,
  which: WhichFigure,
  returns: readonly ReturnBeside[],
  changed: readonly ReturnBeside[],
): Exact[] | undefined {
  const counts = amounts(figure, only, which)
  const [first, last] = [counts(beforeOf(returns)), counts(afterOf(returns))]
  const [was, is] = [dividedBy(first.over, first.under), dividedBy(last.over, last.under)]
  if (was === undefined || is === undefined) return undefined
  const half = exact(1, 2)
  const rate = times(plus(was, is), half)
  const under = times(plus(first.under, last.under), half)
  // A count or a sum is over one, however many returns there are.
  const isWhole = figure.kind === 'count' || figure.kind === 'sum'
  return changed.map((one) => {
    const [before, after] = [counts(beforeOf([one])), counts(afterOf([one]))]
    const grown = minus(after.over, before.over)
    const wider = isWhole ? exact(0) : minus(after.under, before.under)
    return dividedBy(minus(grown, times(rate, wider)), under) ?? exact(0)
  })
}

/** What a figure is worked out from in some returns. */
function amounts(figure: FractionFigure, only: CompiledCollection, which: WhichFigure) {
  const places = namesOf(which)
    .filter(isGeography)
    .map((name) => ({ of: dimensionOf(name, figure, only).geographic, value: which.breakdown[name] }))
  const own = Object.entries(which.breakdown).filter(([name]) => !isGeography(name))
  return (contributions: readonly Contribution[]) => {
    const there = contributions.filter(
      ({ authority }) =>
        places.every(({ of, value }) => of?.(authority) === value) &&
        populationFor(figure, authority, only) !== undefined,
    )
    const tallies: Tally[] = there.flatMap(({ parts }) =>
      parts.filter(({ figure: id, by }) => id === figure.id && isGroup(by, own)).map(({ tally }) => tally),
    )
    const contributing = there.filter(({ parts }) => parts.some((part) => part.figure === figure.id))
    const population = contributing.reduce(
      (sum, { authority }) => sum + (populationFor(figure, authority, only) ?? 0),
      0,
    )
    return fractionOf(figure, addAll(tallies), population, only)
  }
}

const isGroup = (
  by: Contribution['parts'][number]['by'],
  group: readonly (readonly [string, string | number])[],
): boolean =>
  Object.keys(by).length === group.length &&
  group.every(([name, value]) => String(by[name]) === String(value))

/** Past this many looks at a return, nobody waits for the parts. */
const mostLooks = 250_000

function partsOneByOne(
  only: CompiledCollection,
  which: WhichFigure,
  returns: readonly ReturnBeside[],
  changed: readonly ReturnBeside[],
): Exact[] | undefined {
  if (changed.length * returns.length > mostLooks) return undefined
  const forth = steps(only, which, returns, changed)
  const back = steps(only, which, returns, changed.toReversed()).reverse()
  const half = exact(1, 2)
  return forth.map((step, at) => times(plus(step, back[at] ?? exact(0)), half))
}

/** What the figure moves by as each return is changed in its turn. Where it has no value on the way it has not moved yet. */
function steps(
  only: CompiledCollection,
  which: WhichFigure,
  returns: readonly ReturnBeside[],
  changed: readonly ReturnBeside[],
): Exact[] {
  const standing = new Map(returns.map(({ authority, before }) => [authority, before]))
  const value = () =>
    figureIn(
      only,
      which,
      [...standing.values()].flatMap((one) => one ?? []),
    )
  let last = value()
  return changed.map(({ authority, after }) => {
    standing.set(authority, after)
    const next = value()
    const step = last && next ? minus(next, last) : exact(0)
    last = next ?? last
    return step
  })
}
