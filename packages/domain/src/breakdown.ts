import type { CompiledCollection } from './compiled-collection.ts'
import { isGeography } from './contribution.ts'
import { figuresOf } from './expression.ts'
import type { Figure } from './figure.ts'

/** One way in which a figure is broken down. */
export interface Breakdown {
  /** The columns, as the collection has them. */
  readonly by: readonly string[]
  /** 'region', 'region,age_band': as addresses say it. */
  readonly name: string
  /** 'Region', 'Age group', 'Region and age group'. */
  readonly heading: string
}

/** How a figure is broken down, in the order of its collection. */
export function breakdownsOf(compiled: CompiledCollection, figure: Figure): Breakdown[] {
  if (!('breakdowns' in figure)) return []
  return figure.breakdowns.map((by) => ({
    by,
    name: by.join(','),
    heading: by.map((name) => columnHeading(name, figure, compiled)).join(' and '),
  }))
}

/** How a column is headed by which a figure is broken down. */
export function columnHeading(name: string, figure: Figure, compiled: CompiledCollection): string {
  if (isGeography(name)) return name === 'region' ? 'Region' : 'Authority'
  const sheet = sheetOf(figure, compiled)
  return sheet === undefined ? name : compiled.sheet(sheet).column(name).heading
}

/** Which sheet a figure is of. Of an estimate, that of the first figure in it: their groups are the same. */
export function sheetOf(figure: Figure, compiled: CompiledCollection): string | undefined {
  if ('sheet' in figure) return figure.sheet
  const [first] = figure.kind === 'estimate' ? figuresOf(figure.formula.value) : []
  const found = compiled.collection.figures.find(({ id }) => id === first)
  return found && sheetOf(found, compiled)
}
