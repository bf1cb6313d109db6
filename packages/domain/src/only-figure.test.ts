import { expect, test } from 'vitest'
import type { FigureValue } from './figure-value.ts'
import { figuresFrom } from './figures.ts'
import { brokenDownBy, onlyFigure } from './only-figure.ts'
import { contributions, everyKind } from './test-support/every-kind.ts'

test('a figure by itself, with one breakdown or all, is the same as among all the others', () => {
  const returns = [contributions.birmingham, contributions.camden]
  const all = figuresFrom(everyKind, returns)
  for (const { id } of everyKind.collection.figures) {
    const own = all.filter((figure) => figure.id === id)
    expect(figuresFrom(onlyFigure(everyKind, id), returns).filter((one) => one.id === id)).toEqual(own)
    for (const names of new Set(own.map(namesOf))) {
      const narrowed = onlyFigure(everyKind, id, names.split(',').toReversed())
      const alike = (one: FigureValue) => one.id === id && namesOf(one) === names
      expect(figuresFrom(narrowed, returns).filter(alike)).toEqual(own.filter(alike))
    }
  }
})

const namesOf = ({ breakdown }: FigureValue): string => Object.keys(breakdown).join()

test('all figures for England alone are the same as with their breakdowns', () => {
  const returns = [contributions.birmingham, contributions.camden]
  const forEngland = ({ breakdown }: FigureValue) => !('authority' in breakdown || 'region' in breakdown)
  const england = figuresFrom(brokenDownBy(everyKind, []), returns)

  expect(england.filter(forEngland)).toEqual(
    figuresFrom(everyKind, returns).filter((one) => ['', 'spread'].includes(namesOf(one))),
  )
})

test('nothing else is worked out with it', () => {
  const ids = (id: string) => onlyFigure(everyKind, id, []).collection.figures.map((figure) => figure.id)

  expect(ids('children')).toEqual(['children'])
  expect(ids('yearly')).toEqual(['children', 'mean_daily_cost', 'yearly'])
  expect(ids('spread_order')).toEqual(['share_order', 'spread_order'])
  expect(ids('nothing')).toEqual([])
})
