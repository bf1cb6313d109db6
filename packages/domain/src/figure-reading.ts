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
  const scale = scaleIn(figure, compiled)
  switch (figure.kind) {
    case 'count':
      return ratio(fractionOf(figure, tally, population, compiled), {
        numerator: tally.count,
        denominator: null,
      })
    case 'sum':
      return ratio(fractionOf(figure, tally, population, compiled), {
        numerator: tally.sum / scale(figure.column),
        denominator: null,
      })
    case 'mean':
      return ratio(fractionOf(figure, tally, population, compiled), {
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
      return ratio(fractionOf(figure, tally, population, compiled), {
        numerator: tally.sum,
        denominator: tally.count,
      })
    case 'ratio':
      return ratio(fractionOf(figure, tally, population, compiled), {
        numerator: tally.sum / measureScale(figure.numerator, scale),
        denominator: tally.count / measureScale(figure.denominator, scale),
      })
    case 'rate':
      return ratio(fractionOf(figure, tally, population, compiled), {
        numerator: tally.count,
        denominator: population,
      })
  }
}

/** What a figure is over what: of a count and a sum over one. Both add from return to return, but for that one. */
export function fractionOf(
  figure: FractionFigure,
  tally: Tally,
  population: number,
  compiled: CompiledCollection,
): Fraction {
  const scale = scaleIn(figure, compiled)
  switch (figure.kind) {
    case 'count':
      return { over: exact(tally.count), under: exact(1) }
    case 'sum':
      return { over: exact(tally.sum, scale(figure.column)), under: exact(1) }
    case 'mean':
      return { over: exact(tally.sum, scale(figure.column) * figure.over), under: exact(tally.count) }
    case 'share':
      return { over: exact(tally.sum * 100), under: exact(tally.count) }
    case 'ratio':
      return {
        over: exact(tally.sum * figure.per, measureScale(figure.numerator, scale)),
        under: exact(tally.count, measureScale(figure.denominator, scale)),
      }
    case 'rate':
      return { over: exact(tally.count * figure.per), under: exact(population) }
  }
}

/** The figures that are one number over another. */
export type FractionFigure = Extract<
  RowFigure,
  { kind: 'count' | 'sum' | 'mean' | 'share' | 'ratio' | 'rate' }
>

interface Fraction {
  readonly over: Exact
  readonly under: Exact
}

const scaleIn = (figure: RowFigure, compiled: CompiledCollection) => (column: string) =>
  compiled.sheet(figure.sheet).column(column).scale || 1

const ratio = ({ over, under }: Fraction, made: Pick<Reading, 'numerator' | 'denominator'>): Reading => ({
  exact: dividedBy(over, under),
  ...made,
})

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
