import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import type { CompiledSheet } from '@rollcall/domain/compiled-sheet'
import type { Condition } from '@rollcall/domain/condition'
import type { DerivedColumn } from '@rollcall/domain/derived-column'
import type { Expression } from '@rollcall/domain/expression'
import type { Figure, Measure } from '@rollcall/domain/figure'
import type { RowFigure } from '@rollcall/domain/figure-value'
import { capital, withCommas } from '@rollcall/domain/text'
import { inPlainWords } from './needed.ts'

/** What a figure is, before there is one. */
interface FigureInWords {
  readonly id: string
  readonly title: string
  readonly unit: string
  /** How it is worked out. */
  readonly workedOut: string
  /** The formula of an estimate, written out with the titles of the figures it is made of. */
  readonly formula: string | undefined
  readonly note: string | undefined
  /** By what it is broken down, beside the total: 'Region', 'Age band and Sex'. */
  readonly breakdowns: readonly string[]
}

/** Every figure of a collection, in the collection's order, with how it is worked out. */
export const figuresInWords = (compiled: CompiledCollection): FigureInWords[] =>
  compiled.collection.figures.map((figure) => ({
    ...{ id: figure.id, title: figure.title, unit: figure.unit, note: figure.note },
    workedOut: capital(workingOf(figure, compiled)),
    formula: figure.kind === 'estimate' ? written(figure.formula.value, compiled) : undefined,
    breakdowns: breakdownsOf(figure, compiled),
  }))

function workingOf(figure: Figure, compiled: CompiledCollection): string {
  if (figure.kind === 'spread')
    return `the lowest, the middle (median) and the highest of “${titleOf(figure.of, compiled)}” across the authorities`
  if (figure.kind === 'estimate') {
    const { name, version, says } = figure.formula
    return `an estimate, by the formula “${name}”, version ${version}: ${says}`
  }
  return ofRows(figure, compiled)
}

function ofRows(figure: RowFigure, compiled: CompiledCollection): string {
  const sheet = compiled.sheet(figure.sheet)
  const rows = rowsWhere(figure.where, sheet, compiled)
  const heading = (id: string) => `“${sheet.column(id).heading}”`
  switch (figure.kind) {
    case 'count':
      return `the number of ${rows}`
    case 'sum':
      return `the sum of ${heading(figure.column)}, over ${rows}`
    case 'mean':
      return `the mean of ${heading(figure.column)}, over ${rows}${figure.over === 1 ? '' : `, divided by ${figure.over}`}`
    case 'median':
      return `the middle (median) of ${heading(figure.column)}, over ${rows}`
    case 'quantile':
      return `what ${Math.round(figure.at * 1000) / 10}% of ${heading(figure.column)} lie below, over ${rows}`
    case 'minimum':
      return `the lowest ${heading(figure.column)}, over ${rows}`
    case 'maximum':
      return `the highest ${heading(figure.column)}, over ${rows}`
    case 'share':
      return `of ${rowsWhere(both(figure.where, figure.among), sheet, compiled)}, the percentage where ${said(figure.of, sheet, compiled)}`
    case 'ratio': {
      const [over, under] = [figure.numerator, figure.denominator].map((measure) =>
        measureOf(measure, figure, compiled),
      )
      return figure.per === 1
        ? `${over}, divided by ${under}`
        : `${over}, for every ${withCommas(figure.per)} of ${under}`
    }
    case 'rate':
      return `the number of ${rows}, for every ${withCommas(figure.per)} of the population “${figure.population.replaceAll('-', ' ')}” of the authorities included`
  }
}

function measureOf(measure: Measure, { sheet: id, where }: RowFigure, compiled: CompiledCollection): string {
  const sheet = compiled.sheet(id)
  const rows = (condition: Condition | undefined) => rowsWhere(both(where, condition), sheet, compiled)
  return 'sum' in measure
    ? `the sum of “${sheet.column(measure.sum).heading}” over ${rows(measure.where)}`
    : `the number of ${rows(measure.count)}`
}

const both = (one: Condition | undefined, other: Condition | undefined): Condition | undefined =>
  one && other ? { all: [one, other] } : (one ?? other)

/** 'rows of the sheet Children where Sex is Female', or 'returns' of a form, which has one row a return. */
function rowsWhere(where: Condition | undefined, sheet: CompiledSheet, compiled: CompiledCollection): string {
  const rows = sheet.sheet.kind === 'table' ? `rows of the sheet ${sheet.sheet.name}` : 'returns'
  return where === undefined ? rows : `${rows} where ${said(where, sheet, compiled)}`
}

/** Officers read that it is their own last return; a figure is of every authority. */
const said = (condition: Condition, sheet: CompiledSheet, compiled: CompiledCollection): string =>
  inPlainWords(condition, sheet, compiled).replaceAll('in your last return', 'in its authority’s last return')

const titleOf = (id: string, { collection }: CompiledCollection): string =>
  collection.figures.find((figure) => figure.id === id)?.title ?? id

/** 'Children × Mean daily cost × 365', with brackets around a part that would be read otherwise without. */
function written(expression: Expression, compiled: CompiledCollection): string {
  const inner = (part: Expression) =>
    typeof part === 'number' || 'figure' in part || 'times' in part
      ? written(part, compiled)
      : `(${written(part, compiled)})`
  if (typeof expression === 'number') return withCommas(expression)
  if ('figure' in expression) return `“${titleOf(expression.figure, compiled)}”`
  if ('plus' in expression) return expression.plus.map(inner).join(' + ')
  if ('minus' in expression) return expression.minus.map(inner).join(' − ')
  if ('times' in expression) return expression.times.map(inner).join(' × ')
  const [over, under] = expression.over
  return `${inner(over)} ÷ ${typeof under === 'object' && 'times' in under ? `(${inner(under)})` : inner(under)}`
}

const places: Readonly<Record<string, string>> = { region: 'Region', authority: 'Authority' }

function breakdownsOf(figure: Figure, compiled: CompiledCollection): string[] {
  if (figure.kind === 'spread') return []
  const of = figure.kind === 'estimate' ? firstOfRows(figure.formula.value, compiled) : figure
  return figure.breakdowns.map((names) =>
    names
      .map((name) => places[name] ?? (of && compiled.sheet(of.sheet).column(name).heading) ?? name)
      .join(' and '),
  )
}

/** A figure of rows that a formula is made of: its columns are what the estimate is broken down by. */
function firstOfRows(expression: Expression, compiled: CompiledCollection): RowFigure | undefined {
  if (typeof expression === 'number') return undefined
  if ('figure' in expression) {
    const figure = compiled.collection.figures.find(({ id }) => id === expression.figure)
    if (figure === undefined || figure.kind === 'spread') return undefined
    return figure.kind === 'estimate' ? firstOfRows(figure.formula.value, compiled) : figure
  }
  for (const part of Object.values(expression as Record<string, Expression[]>).flat()) {
    const found = firstOfRows(part, compiled)
    if (found) return found
  }
  return undefined
}

/** What nobody fills in and every figure may use: each derived column of a sheet, with how it is worked out. */
export const derivedInWords = (
  sheet: CompiledSheet,
): { readonly heading: string; readonly workedOut: string }[] =>
  sheet.sheet.derived.map((derived) => ({
    heading: derived.heading,
    workedOut: capital(derivation(derived, sheet)),
  }))

function derivation(derived: DerivedColumn, sheet: CompiledSheet): string {
  const heading = (id: string) => `“${sheet.column(id).heading}”`
  switch (derived.kind) {
    case 'age':
      return `completed years from ${heading(derived.of)} to the reference date`
    case 'days-between':
    case 'months-between':
      return `${derived.kind === 'days-between' ? 'days' : 'completed months'} from ${heading(derived.from)} to ${derived.to === undefined ? 'the reference date' : heading(derived.to)}`
    case 'band':
      return `the band that ${heading(derived.of)} is in: ${derived.bands.map(({ label }) => label).join('; ')}`
    case 'group':
      return `the group that ${heading(derived.of)} belongs to in its list`
    case 'region':
      return `the region of ${heading(derived.of)}`
    case 'own-authority':
      return `“${derived.same}” where ${heading(derived.of)} is the authority itself, otherwise “${derived.other}”`
    case 'sum-of':
      return `the sum of ${derived.of.map(heading).join(' and ')}`
    case 'scaled':
      return `${heading(derived.of)} × ${withCommas(derived.times)} ÷ ${withCommas(derived.over)}`
  }
}
