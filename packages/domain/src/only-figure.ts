import type { CompiledCollection } from './compiled-collection.ts'
import { figuresOf } from './expression.ts'
import type { Figure } from './figure.ts'

/**
 * A collection with one of its figures alone and those it is worked out from, so that nothing else is worked out with it. With `by`
 * it is broken down by these columns and no others: by none, for England alone.
 */
export function onlyFigure(
  compiled: CompiledCollection,
  id: string,
  by?: readonly string[],
): CompiledCollection {
  const { collection } = compiled
  const needed = neededFor(id, collection.figures)
  const isSpread = collection.figures.some((figure) => figure.id === id && figure.kind === 'spread')
  const wanted = [by, isSpread ? ['authority'] : undefined].map((names) => names?.toSorted().join())
  const isWanted = (columns: readonly string[]) =>
    by === undefined || wanted.includes(columns.toSorted().join())
  const figures = collection.figures
    .filter((figure) => needed.has(figure.id))
    .map((figure) =>
      'breakdowns' in figure ? { ...figure, breakdowns: figure.breakdowns.filter(isWanted) } : figure,
    )
  return { ...compiled, collection: { ...collection, figures } }
}

function neededFor(id: string, figures: readonly Figure[]): ReadonlySet<string> {
  const figure = figures.find((one) => one.id === id)
  if (figure === undefined) return new Set()
  const used =
    figure.kind === 'spread' ? [figure.of] : figure.kind === 'estimate' ? figuresOf(figure.formula.value) : []
  return new Set([id, ...used.flatMap((one) => [...neededFor(one, figures)])])
}
