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
  const figures = collection.figures.filter((figure) => needed.has(figure.id))
  const only = { ...compiled, collection: { ...collection, figures } }
  return by === undefined ? only : brokenDownBy(only, by)
}

/** A collection with all its figures, broken down by these columns and no others: by none, for England alone. */
export function brokenDownBy(compiled: CompiledCollection, by: readonly string[]): CompiledCollection {
  const { collection } = compiled
  // A spread is worked out from the numbers of single authorities.
  const spread = new Set(collection.figures.flatMap((one) => (one.kind === 'spread' ? [one.of] : [])))
  const needed = new Set([...spread].flatMap((id) => [...neededFor(id, collection.figures)]))
  const wanted = by.toSorted().join()
  const figures = collection.figures.map((figure) => {
    if (!('breakdowns' in figure)) return figure
    const breakdowns = figure.breakdowns.filter((columns) => {
      const names = columns.toSorted().join()
      return names === wanted || (names === 'authority' && needed.has(figure.id))
    })
    return { ...figure, breakdowns }
  })
  return { ...compiled, collection: { ...collection, figures } }
}

function neededFor(id: string, figures: readonly Figure[]): ReadonlySet<string> {
  const figure = figures.find((one) => one.id === id)
  if (figure === undefined) return new Set()
  const used =
    figure.kind === 'spread' ? [figure.of] : figure.kind === 'estimate' ? figuresOf(figure.formula.value) : []
  return new Set([id, ...used.flatMap((one) => [...neededFor(one, figures)])])
}
