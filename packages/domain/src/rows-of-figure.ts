import type { CompiledCollection } from './compiled-collection.ts'
import { type CompiledSheet, type Row, sourcesOf } from './compiled-sheet.ts'
import { type Condition, columnsIn } from './condition.ts'
import { asksLastRound, type Contribution, isGeography, tallyOfRow } from './contribution.ts'
import { dimensionOf } from './dimension.ts'
import { figuresOf } from './expression.ts'
import type { Figure } from './figure.ts'
import type { FigureValue, RowFigure } from './figure-value.ts'
import { grouping } from './grouping.ts'
import { type KeptReturn, type KeptSheet, keptCell } from './kept-return.ts'
import { keptRows } from './kept-rows.ts'
import type { LastRound } from './last-round.ts'
import { predicate } from './predicate.ts'
import { addAll, type Tally } from './tally.ts'
import { capital } from './text.ts'

/** A figure, or one group of one of its breakdowns. */
export interface FigureGroup {
  /** The figure's id. */
  readonly figure: string
  readonly breakdown: FigureValue['breakdown']
}

/** The rows of one return that are in a figure of rows, and what they come to together. */
export interface RowsOfFigure {
  readonly figure: RowFigure
  readonly tally: Tally
  /** Whether they come to what the return contributes to the figure: if not, they are not all the rows, or not only they. */
  readonly agrees: boolean
  readonly rows: readonly FigureRow[]
}

/** One row that is in a figure: where it stands, what it adds, and the cells that made it count. */
export interface FigureRow {
  readonly sheet: string
  /** The sheet's name in the officer's workbook. */
  readonly sheetName: string
  readonly row: number
  readonly adds: Tally
  readonly cells: readonly FigureCell[]
}

interface FigureCell {
  readonly column: string
  readonly heading: string
  /** What it says, as people read it. */
  readonly says: string
  /** Where it is in the workbook ('F17'); `null` for what was worked out from other cells, and where places were not kept. */
  readonly cell: string | null
}

/** A return as it was counted. */
export interface CountedReturn {
  readonly kept: KeptReturn
  readonly contribution: Contribution
  /** What it was compared with when it was checked. */
  readonly lastRound?: LastRound | undefined
}

/**
 * Which rows of a return are in a figure, and why: for each figure of rows that it is made from, as a spread and an estimate are made
 * from others. By the very sums that made the contribution.
 */
export function rowsOfFigure(
  compiled: CompiledCollection,
  asked: FigureGroup,
  counted: CountedReturn,
): RowsOfFigure[] {
  const { figures } = compiled.collection
  return madeFrom(asked.figure, figures).map((figure) => {
    const rows = rowsOf(figure, compiled, asked.breakdown, counted)
    const tally = addAll(rows.map(({ adds }) => adds))
    return { figure, tally, agrees: isAlike(tally, contributed(figure, compiled, asked, counted)), rows }
  })
}

/** The figures of rows that a figure is made from: itself, or those in its formula. */
export function madeFrom(id: string, figures: readonly Figure[]): RowFigure[] {
  const figure = figures.find((one) => one.id === id)
  if (figure === undefined) return []
  if (figure.kind === 'spread') return madeFrom(figure.of, figures)
  if (figure.kind !== 'estimate') return [figure]
  const parts = figuresOf(figure.formula.value).flatMap((part) => madeFrom(part, figures))
  return [...new Set(parts)]
}

/** Whether there is such a group: the whole, or one of a breakdown that the figure has. */
export function isGroupOf({ figure: id, breakdown }: FigureGroup, figures: readonly Figure[]): boolean {
  const asked = namesIn(Object.keys(breakdown))
  const figure = figures.find((one) => one.id === id)
  const breakdowns = figure && 'breakdowns' in figure ? figure.breakdowns : []
  return [[], ...breakdowns].some((names) => namesIn(names) === asked)
}

const namesIn = (names: readonly string[]): string => names.toSorted().join(',')

/** Whether there is such a group whoever is in it: of a list, a band, a region, an authority or a number. */
export function isNamedGroup({ figure: id, breakdown }: FigureGroup, compiled: CompiledCollection): boolean {
  const [figure] = madeFrom(id, compiled.collection.figures)
  if (figure === undefined) return false
  const { authorities } = compiled
  return Object.entries(breakdown).every(([name, value]) => {
    if (name === 'region') return authorities.all.some(({ region }) => region === value)
    const { values } = dimensionOf(name, figure, compiled)
    const said = String(value)
    return values.includes(said) || authorities.get(said) !== undefined || /^\d{1,4}$/.test(said)
  })
}

/** A group in words: 'Region: London; Age band: Under 10'; empty for the whole. */
export function groupText({ figure: id, breakdown }: FigureGroup, compiled: CompiledCollection): string {
  const [figure] = madeFrom(id, compiled.collection.figures)
  if (figure === undefined) return ''
  const { columns } = compiled.sheet(figure.sheet)
  const headingOf = (name: string) =>
    isGeography(name) ? capital(name) : (columns.find((one) => one.id === name)?.heading ?? name)
  return Object.entries(breakdown)
    .map(([name, value]) => `${headingOf(name)}: ${dimensionOf(name, figure, compiled).label(value)}`)
    .join('; ')
}

/** The groups that a figure can be narrowed down to, by each of its breakdowns whose groups are known beforehand; whoever is in them. */
export function groupsToChoose(id: string, compiled: CompiledCollection) {
  const { figures } = compiled.collection
  const figure = figures.find((one) => one.id === id)
  const [counted] = madeFrom(id, figures)
  const breakdowns = figure && 'breakdowns' in figure ? figure.breakdowns : []
  return breakdowns.flatMap(([name = '', ...others]) => {
    if (counted === undefined || others.length > 0 || isGeography(name)) return []
    const { values, label } = dimensionOf(name, counted, compiled)
    const { heading } = compiled.sheet(counted.sheet).column(name)
    return values.length === 0
      ? []
      : [{ name, heading, groups: values.map((value) => ({ value, label: label(value) })) }]
  })
}

function rowsOf(
  figure: RowFigure,
  compiled: CompiledCollection,
  breakdown: FigureGroup['breakdown'],
  { kept, lastRound }: CountedReturn,
): FigureRow[] {
  if (asksLastRound(figure) && lastRound === undefined) return []
  if (!isThere(figure, compiled, breakdown, kept.authority)) return []
  const sheet = compiled.sheet(figure.sheet)
  const names = ownColumns(breakdown)
  if (!names.every((name) => sheet.columns.some(({ id }) => id === name))) return []
  const isOfGroup = groupMember(sheet, names, breakdown)
  const adds = tallyOfRow(figure, sheet, compiled)
  const because = reasons(figure, sheet, compiled, names)
  const was = lastRound && ((key: string) => lastRound.row(sheet.id, key) !== undefined)
  const place = kept.sheets.find((one) => one.sheet === sheet.id)
  return keptRows(kept, sheet, compiled, was).flatMap((row) => {
    const own = isOfGroup(row) ? adds(row) : undefined
    if (own === undefined) return []
    return {
      ...{ sheet: sheet.id, sheetName: place?.at?.name ?? sheet.sheet.name, row: row.number, adds: own },
      cells: cellsOf(because(row), sheet, row, place),
    }
  })
}

/** Whether the return's own authority is in the group, by its geography. */
const isThere = (
  figure: RowFigure,
  compiled: CompiledCollection,
  breakdown: FigureGroup['breakdown'],
  authority: string | null,
): boolean =>
  Object.entries(breakdown).every(
    ([name, value]) =>
      !isGeography(name) ||
      dimensionOf(name, figure, compiled).geographic?.(authority ?? '') === String(value),
  )

const ownColumns = (breakdown: FigureGroup['breakdown']): string[] =>
  Object.keys(breakdown).filter((name) => !isGeography(name))

function groupMember(
  sheet: CompiledSheet,
  names: readonly string[],
  breakdown: FigureGroup['breakdown'],
): (row: Row) => boolean {
  const groups = grouping(names.map((name) => sheet.column(name)))
  return (row) => {
    groups.see(row)
    const values = groups.valuesOf(groups.current())
    return names.every((name) => String(values[name]) === String(breakdown[name]))
  }
}

type Reasons = (row: Row) => readonly string[]

/** The columns that put a row into a figure: what it is counted by, what it is counted for, and its group. */
function reasons(
  figure: RowFigure,
  sheet: CompiledSheet,
  compiled: CompiledCollection,
  names: readonly string[],
): Reasons {
  const of = (condition: Condition | undefined) => holding(condition, sheet, compiled)
  const parts: Reasons[] = [of(figure.where), measured(figure, of), () => names]
  return (row) => [...new Set(parts.flatMap((part) => part(row)))]
}

function measured(figure: RowFigure, of: (condition: Condition | undefined) => Reasons): Reasons {
  if ('column' in figure) return () => [figure.column]
  if (figure.kind === 'share') {
    const among = of(figure.among)
    // What a share asks is told of each of its rows: the answer says on which side it is.
    return (row) => [...among(row), ...columnsIn(figure.of)]
  }
  if (figure.kind !== 'ratio') return () => []
  const sides = [figure.numerator, figure.denominator].map((measure): Reasons => {
    if (!('sum' in measure)) return of(measure.count)
    const where = of(measure.where)
    return (row) => [measure.sum, ...where(row)]
  })
  return (row) => sides.flatMap((side) => side(row))
}

/** Those columns of a condition because of which it holds of a row: of several ways to hold, the ways that do. */
function holding(
  condition: Condition | undefined,
  sheet: CompiledSheet,
  compiled: CompiledCollection,
): Reasons {
  if (condition === undefined) return () => []
  const holds = predicate(condition, sheet, compiled.referenceDate)
  const parts = partsOf(condition)?.map((part) => holding(part, sheet, compiled))
  const own = parts ? [] : columnsAskedBy(condition, sheet)
  return (row) => {
    if (holds(row) !== true) return []
    return parts ? parts.flatMap((part) => part(row)) : own
  }
}

function partsOf(condition: Condition): readonly Condition[] | undefined {
  if ('all' in condition) return condition.all
  return 'any' in condition ? condition.any : undefined
}

/** Who was in the last round is told by what names the row. */
const columnsAskedBy = (condition: Condition, { sheet }: CompiledSheet): readonly string[] => [
  ...columnsIn(condition),
  ...(JSON.stringify(condition).includes('"inLastRound":true') && sheet.kind === 'table' ? sheet.key : []),
]

/** The cells of some columns of a row; of a column that was worked out, then also those it was worked out from. */
function cellsOf(
  names: readonly string[],
  sheet: CompiledSheet,
  row: Row,
  place: KeptSheet | undefined,
): FigureCell[] {
  const all = [...new Set(names.flatMap((name) => withSources(name, sheet)))]
  return all.map((name) => {
    const { id, heading, index, show } = sheet.column(name)
    const cell = place ? keptCell(place, row.number, id) : null
    return { column: id, heading, says: show(row.answers[index] ?? null), cell }
  })
}

function withSources(name: string, sheet: CompiledSheet): string[] {
  const { derived } = sheet.column(name)
  return [name, ...(derived ? sourcesOf(derived).flatMap((source) => withSources(source, sheet)) : [])]
}

/** What the return contributes to the figure, or to the group. */
function contributed(
  figure: RowFigure,
  compiled: CompiledCollection,
  { breakdown }: FigureGroup,
  { contribution }: CountedReturn,
): Tally {
  if (!isThere(figure, compiled, breakdown, contribution.authority)) return addAll([])
  const names = ownColumns(breakdown)
  const parts = contribution.parts.filter(
    ({ figure: id, by }) =>
      id === figure.id &&
      Object.keys(by).length === names.length &&
      names.every((name) => String(by[name]) === String(breakdown[name])),
  )
  return addAll(parts.map(({ tally }) => tally))
}

const isAlike = (one: Tally, other: Tally): boolean =>
  one.count === other.count &&
  one.sum === other.sum &&
  one.notHeld === other.notHeld &&
  JSON.stringify(one.values ?? []) === JSON.stringify(other.values ?? [])
