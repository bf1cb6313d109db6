import type { CompiledCollection } from './compiled-collection.ts'
import type { Contribution } from './contribution.ts'
import { exact, rounded } from './exact.ts'
import type { Figure } from './figure.ts'
import type { FigureValue } from './figure-value.ts'
import { figuresFrom } from './figures.ts'

/** The returns of one round that count, and its collection as it stood then. */
export interface RoundOfReturns {
  readonly compiled: CompiledCollection
  readonly contributions: readonly Contribution[]
}

/** A figure in two rounds, over the same authorities in both. */
export interface FigureChange
  extends Pick<FigureValue, 'id' | 'title' | 'unit' | 'breakdown' | 'label' | 'authorities'> {
  readonly before: number | null
  readonly now: number | null
  readonly change: number | null
  /** The change as a percentage of what it was before; `null` where that was nought. */
  readonly percentage: number | null
}

export interface LikeForLike {
  /** The codes of the authorities whose returns count in both rounds: all figures here are theirs alone. */
  readonly authorities: readonly string[]
  readonly changes: readonly FigureChange[]
}

/** How figures changed between two rounds. An authority in one of them alone would make a change that is none, so it is left out. */
export function likeForLike(now: RoundOfReturns, before: RoundOfReturns): LikeForLike {
  const earlier = new Set(before.contributions.map(({ authority }) => authority))
  const both = new Set(
    now.contributions.map(({ authority }) => authority).filter((code) => earlier.has(code)),
  )
  const [then, today] = [ofThose(before, both), ofThose(now, both)]
  const gone = [...then.byName].filter(([name]) => !today.byName.has(name))
  const byFigure = Map.groupBy([...today.byName, ...gone], ([, { id }]) => id)
  return {
    authorities: [...both].sort(),
    changes: now.compiled.collection.figures.flatMap((figure) =>
      changesOf(figure, byFigure.get(figure.id) ?? [], then, today),
    ),
  }
}

interface Values {
  readonly figures: readonly Figure[]
  readonly byName: ReadonlyMap<string, FigureValue>
}

function changesOf(
  figure: Figure,
  groups: readonly (readonly [name: string, value: FigureValue])[],
  then: Values,
  today: Values,
): FigureChange[] {
  return groups.map(([name, { breakdown, label, authorities }]) => {
    const valueIn = ({ byName, figures }: Values) => {
      const found = byName.get(name)
      if (found) return found.value
      // A group that nobody is in has no figure of its own. Of a count that is nought; of the others nothing is known.
      return isCounted(figure, breakdown, figures) ? 0 : null
    }
    const [before, now] = [valueIn(then), valueIn(today)]
    return {
      id: figure.id,
      title: figure.title,
      unit: figure.unit,
      breakdown,
      label,
      authorities,
      before,
      now,
      ...changeOf(before, now, figure.decimals),
    }
  })
}

/** Whether a round counts such a group. What it did not ask about is not nought. */
function isCounted({ id }: Figure, breakdown: FigureValue['breakdown'], figures: readonly Figure[]): boolean {
  const names = Object.keys(breakdown).sort().join(',')
  const found = figures.find((figure) => figure.id === id)
  return (
    (found?.kind === 'count' || found?.kind === 'sum') &&
    found.breakdowns.some((columns) => columns.toSorted().join(',') === names)
  )
}

function ofThose({ compiled, contributions }: RoundOfReturns, codes: ReadonlySet<string>): Values {
  const theirs = contributions.filter(({ authority }) => codes.has(authority))
  const byName = new Map(figuresFrom(compiled, theirs).map((figure) => [nameOfFigure(figure), figure]))
  return { figures: compiled.collection.figures, byName }
}

/** The same figure of the same group has the same name in both rounds, in whatever order its breakdown is said. */
export const nameOfFigure = ({ id, breakdown }: Pick<FigureValue, 'id' | 'breakdown'>): string =>
  [
    id,
    ...Object.entries(breakdown)
      .map((pair) => pair.join('='))
      .sort(),
  ].join('\u001f')

/** How much a figure changed, to its last decimal place, and as a percentage of what it was. */
export function changeOf(before: number | null, now: number | null, decimals: number) {
  if (before === null || now === null) return { change: null, percentage: null }
  // Published values are whole numbers of their last decimal place, and as such subtract exactly.
  const scale = 10 ** decimals
  const [was, is] = [Math.round(before * scale), Math.round(now * scale)]
  return {
    change: (is - was) / scale,
    percentage: was === 0 ? null : rounded(exact((is - was) * 100, Math.abs(was)), 1),
  }
}
