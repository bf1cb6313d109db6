import type { CompiledCollection } from './compiled-collection.ts'
import { dividedBy, type Exact, exact } from './exact.ts'
import type { Measure } from './figure.ts'
import type { RowFigure } from './figure-value.ts'
import { type Tally, twiceQuantile } from './tally.ts'

/** What a figure comes to, exactly, and the two numbers it is made of, in the units people speak of. */
export interface Reading {
  readonly exact: Exact | undefined
  readonly numerator: number | null
  readonly denominator: number | null
}

/** Reads a figure off its tally. `population` is that of the authorities the tally is of. */
export function readingOf(
  figure: RowFigure,
  tally: Tally,
  population: number,
  compiled: CompiledCollection,
): Reading {
  const scale = (column: string) => compiled.sheet(figure.sheet).column(column).scale || 1
  switch (figure.kind) {
    case 'count':
      return { exact: exact(tally.count), numerator: tally.count, denominator: null }
    case 'sum':
      return {
        exact: exact(tally.sum, scale(figure.column)),
        numerator: tally.sum / scale(figure.column),
        denominator: null,
      }
    case 'mean':
      return ratio(exact(tally.sum, scale(figure.column) * figure.over), exact(tally.count), {
        numerator: tally.sum / scale(figure.column),
        denominator: tally.count,
      })
    case 'median':
      return ofValues(tally, halved(twiceQuantile(tally.values ?? [], 0.5), scale(figure.column)))
    case 'quantile':
      return ofValues(tally, halved(twiceQuantile(tally.values ?? [], figure.at), scale(figure.column)))
    case 'minimum':
      return ofValues(tally, whole(tally.values?.[0]?.[0], scale(figure.column)))
    case 'maximum':
      return ofValues(tally, whole(tally.values?.at(-1)?.[0], scale(figure.column)))
    case 'share':
      return ratio(exact(tally.sum * 100), exact(tally.count), {
        numerator: tally.sum,
        denominator: tally.count,
      })
    case 'ratio':
      return ratioOf(
        tally,
        figure.per,
        measureScale(figure.numerator, scale),
        measureScale(figure.denominator, scale),
      )
    case 'rate':
      return ratio(exact(tally.count * figure.per), exact(population), {
        numerator: tally.count,
        denominator: population,
      })
  }
}

const ratio = (over: Exact, under: Exact, made: Pick<Reading, 'numerator' | 'denominator'>): Reading => ({
  exact: dividedBy(over, under),
  ...made,
})

const ratioOf = ({ sum, count }: Tally, per: number, over: number, under: number): Reading =>
  ratio(exact(sum * per, over), exact(count, under), { numerator: sum / over, denominator: count / under })

const measureScale = (measure: Measure, scale: (column: string) => number): number =>
  'sum' in measure ? scale(measure.sum) : 1

const ofValues = ({ count }: Tally, value: Exact | undefined): Reading => ({
  exact: value,
  numerator: null,
  denominator: count,
})

const whole = (value: number | undefined, scale: number): Exact | undefined =>
  value === undefined ? undefined : exact(value, scale)

const halved = (twice: number | undefined, scale: number): Exact | undefined =>
  twice === undefined ? undefined : exact(twice, 2 * scale)
