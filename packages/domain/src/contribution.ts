import { isNotHeld } from './answer.ts'
import type { CompiledCollection } from './compiled-collection.ts'
import type { CompiledSheet, Row, SheetColumn } from './compiled-sheet.ts'
import type { Figure, Measure } from './figure.ts'
import type { RowFigure } from './figure-value.ts'
import { type Grouping, type GroupValues, grouping } from './grouping.ts'
import { type Predicate, predicate } from './predicate.ts'
import type { Tally } from './tally.ts'

/** One return's part of every figure. National figures are the sum of contributions. Nothing in it is about one child by name. */
export interface Contribution {
  readonly authority: string
  readonly parts: readonly Part[]
}

/** One authority's tally for a figure: of all its rows, or of those alike in some columns. */
export interface Part {
  readonly figure: string
  /** Values by column, as a breakdown of the figure names them; empty for all rows. Geography is not here: it is the authority's. */
  readonly by: GroupValues
  readonly tally: Tally
}

/**
 * Counts a return's rows as they are read. Sums over rows add, so nothing but the tallies is kept. A figure of children who were
 * also in the last round takes no part from a return that had nothing to be compared with.
 */
export function startContribution(compiled: CompiledCollection, { hasLastRound }: { hasLastRound: boolean }) {
  const sheets = compiled.sheets.map((sheet) => {
    const groupings = sharedGroupings(sheet)
    const counters = compiled.collection.figures
      .filter((figure) => isOf(figure, sheet) && (hasLastRound || !asksLastRound(figure)))
      .map((figure) => counterOf(figure as RowFigure, sheet, compiled, groupings.for))
    return { sheet, groupings: groupings.all(), counters }
  })
  return {
    row(sheet: CompiledSheet, row: Row): void {
      const own = sheets[sheet.index]
      for (const grouping of own?.groupings ?? []) grouping.see(row)
      for (const counter of own?.counters ?? []) counter.take(row)
    },
    finish: (authority: string): Contribution => ({
      authority,
      parts: sheets.flatMap(({ counters }) => counters.flatMap((counter) => counter.parts())),
    }),
  }
}

const isOf = (figure: Figure, { id }: CompiledSheet): boolean => 'sheet' in figure && figure.sheet === id

/** Whether a figure is of children who were also in the last round, so that without one there is nothing to count. */
export const asksLastRound = (figure: Figure): boolean =>
  JSON.stringify(figure).includes('"inLastRound":true')

/** One grouping for each list of columns, however many figures are broken down by it. */
function sharedGroupings(sheet: CompiledSheet) {
  const made = new Map<string, Grouping>()
  return {
    for(names: readonly string[]): Grouping {
      const shared = made.get(names.join(',')) ?? grouping(names.map((name) => sheet.column(name)))
      made.set(names.join(','), shared)
      return shared
    },
    all: () => [...made.values()],
  }
}

interface Counter {
  take(row: Row): void
  parts(): Part[]
}

/** What one row adds to a figure: nothing, or a count and a sum. */
type Take = (row: Row, running: Running) => void

interface Running {
  count: number
  sum: number
  notHeld: number
  readonly values: Map<number, number> | undefined
}

function counterOf(
  figure: RowFigure,
  sheet: CompiledSheet,
  compiled: CompiledCollection,
  groupingFor: (names: readonly string[]) => Grouping,
): Counter {
  const counts = isAmong(figure, sheet, compiled)
  const take = taking(figure, sheet, compiled)
  const fresh = runningOf(figure)
  const groups = distinctGroupings(figure).map((names) => ({
    grouping: groupingFor(names),
    // The total is there though no row be.
    runnings: (names.length === 0 ? [fresh()] : []) as (Running | undefined)[],
  }))
  return {
    take: (row) => {
      if (!counts(row)) return
      for (const { grouping, runnings } of groups) {
        const group = grouping.current()
        const running = runnings[group] ?? fresh()
        runnings[group] = running
        take(row, running)
      }
    },
    parts: () =>
      groups.flatMap(({ grouping, runnings }) =>
        runnings.flatMap((running, group) =>
          running ? [{ figure: figure.id, by: grouping.valuesOf(group), tally: tallyOf(running) }] : [],
        ),
      ),
  }
}

const isAmong = (figure: RowFigure, sheet: CompiledSheet, { referenceDate }: CompiledCollection) => {
  const where = figure.where && predicate(figure.where, sheet, referenceDate)
  return (row: Row): boolean => where === undefined || where(row) === true
}

function runningOf(figure: RowFigure): () => Running {
  const keepsValues = 'column' in figure && figure.kind !== 'sum' && figure.kind !== 'mean'
  return () => ({ count: 0, sum: 0, notHeld: 0, values: keepsValues ? new Map() : undefined })
}

/** What one row by itself adds to a figure: the very sums that a contribution is made of. `undefined` where it adds nothing. */
export function tallyOfRow(
  figure: RowFigure,
  sheet: CompiledSheet,
  compiled: CompiledCollection,
): (row: Row) => Tally | undefined {
  const counts = isAmong(figure, sheet, compiled)
  const take = taking(figure, sheet, compiled)
  const fresh = runningOf(figure)
  return (row) => {
    if (!counts(row)) return undefined
    const running = fresh()
    take(row, running)
    const { count, sum, notHeld } = running
    return count === 0 && sum === 0 && notHeld === 0 ? undefined : tallyOf(running)
  }
}

/** A figure's breakdowns with geography taken out, which is the same for every row of a return. */
function distinctGroupings(figure: { readonly breakdowns: readonly (readonly string[])[] }): string[][] {
  const wanted = [[], ...figure.breakdowns.map((names) => names.filter((name) => !isGeography(name)))]
  return [...new Map(wanted.map((names) => [names.join(','), names])).values()]
}

/** Whether a figure is broken down by where its authorities are. */
export const isGeography = (name: string): boolean => name === 'region' || name === 'authority'

function taking(figure: RowFigure, sheet: CompiledSheet, compiled: CompiledCollection): Take {
  const holds = (condition: Parameters<typeof predicate>[0]) =>
    predicate(condition, sheet, compiled.referenceDate)
  switch (figure.kind) {
    case 'count':
    case 'rate':
      return (_row, running) => void running.count++
    case 'share':
      return shareOf(holds(figure.of), holds(figure.among), notHeldOf(figure, sheet))
    case 'ratio':
      return ratioOf(measureOf(figure.numerator, sheet, holds), measureOf(figure.denominator, sheet, holds))
    case 'sum':
    case 'mean':
    case 'median':
    case 'quantile':
    case 'minimum':
    case 'maximum':
      return summing(sheet.column(figure.column))
  }
}

const shareOf =
  (of: Predicate, among: Predicate, notHeld: (row: Row) => boolean): Take =>
  (row, running) => {
    if (notHeld(row)) running.notHeld++
    if (among(row) !== true) return
    running.count++
    if (of(row) === true) running.sum++
  }

/** Whether a row says 'not held' to what a share is about. */
function notHeldOf({ of }: Extract<Figure, { kind: 'share' }>, sheet: CompiledSheet): (row: Row) => boolean {
  if (!('column' in of)) return () => false
  const { index } = sheet.column(of.column)
  return (row) => isNotHeld(row.answers[index] ?? null)
}

type MeasureOf = (row: Row) => number

function measureOf(
  measure: Measure,
  sheet: CompiledSheet,
  holds: (condition: Parameters<typeof predicate>[0]) => Predicate,
): MeasureOf {
  const condition = 'sum' in measure ? measure.where : measure.count
  const counts = condition && holds(condition)
  const index = 'sum' in measure ? sheet.column(measure.sum).index : undefined
  return (row) => {
    if (counts && counts(row) !== true) return 0
    return index === undefined ? 1 : numberAt(row, index)
  }
}

const numberAt = (row: Row, index: number): number => {
  const answer = row.answers[index]
  return typeof answer === 'number' ? answer : 0
}

const ratioOf =
  (numerator: MeasureOf, denominator: MeasureOf): Take =>
  (row, running) => {
    running.sum += numerator(row)
    running.count += denominator(row)
  }

function summing({ index }: SheetColumn): Take {
  return (row, running) => {
    const answer = row.answers[index] ?? null
    if (isNotHeld(answer)) running.notHeld++
    if (typeof answer !== 'number') return
    running.count++
    running.sum += answer
    running.values?.set(answer, (running.values.get(answer) ?? 0) + 1)
  }
}

function tallyOf({ count, sum, notHeld, values }: Running): Tally {
  if (!Number.isSafeInteger(sum)) throw new Error('a sum is too large to be kept exactly')
  return {
    count,
    sum,
    notHeld,
    ...(values && { values: [...values].sort(([one], [other]) => one - other) }),
  }
}
