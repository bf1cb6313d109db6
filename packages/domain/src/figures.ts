import { populationOn } from './authority.ts'
import type { CompiledCollection } from './compiled-collection.ts'
import { type Contribution, isGeography, type Part } from './contribution.ts'
import { type Dimension, dimensionOf } from './dimension.ts'
import { rounded } from './exact.ts'
import type { Figure } from './figure.ts'
import { readingOf } from './figure-reading.ts'
import type { ExactFigure, FigureValue, RowFigure } from './figure-value.ts'
import { estimates, spreads } from './figures-of-figures.ts'
import { addAll, type Tally } from './tally.ts'

/** Every figure of a collection from the contributions of the returns included: sums of sums, so in any order the same. */
export function figuresFrom(
  compiled: CompiledCollection,
  contributions: readonly Contribution[],
): FigureValue[] {
  const exact = exactFiguresFrom(compiled, contributions)
  return compiled.collection.figures.flatMap((figure) =>
    (exact.get(figure.id) ?? []).map(({ exact: value, ...rest }) => ({
      ...rest,
      value: value === undefined ? null : rounded(value, figure.decimals),
    })),
  )
}

/** The same, by figure, before they are rounded. */
export function exactFiguresFrom(
  compiled: CompiledCollection,
  contributions: readonly Contribution[],
): ReadonlyMap<string, readonly ExactFigure[]> {
  const parts = partsByFigure(compiled, contributions)
  const exact = new Map<string, ExactFigure[]>()
  for (const figure of compiled.collection.figures) {
    if (figure.kind === 'spread' || figure.kind === 'estimate') continue
    exact.set(figure.id, ofRows(figure, compiled, parts.get(figure.id) ?? []))
  }
  for (const figure of compiled.collection.figures) {
    if (figure.kind === 'estimate') exact.set(figure.id, estimates(figure, exact))
  }
  for (const figure of compiled.collection.figures) {
    if (figure.kind === 'spread') exact.set(figure.id, spreads(figure, exact.get(figure.of) ?? []))
  }
  return exact
}

interface AuthoritysPart extends Part {
  readonly authority: string
  /** Of the columns it is broken down by. */
  readonly names: string
}

/** The parts of figures that are wanted, by figure: those of other breakdowns are left where they are. */
function partsByFigure(
  { collection }: CompiledCollection,
  contributions: readonly Contribution[],
): Map<string, AuthoritysPart[]> {
  const wanted = new Map(
    collection.figures.map((figure) => [figure.id, new Set(breakdownsOf(figure).map(ownNamesOf))]),
  )
  const found = new Map<string, AuthoritysPart[]>()
  for (const { authority, parts } of contributions) {
    for (const part of parts) {
      const names = Object.keys(part.by).join(',')
      if (!wanted.get(part.figure)?.has(names)) continue
      const before = found.get(part.figure)
      if (before) before.push({ ...part, authority, names })
      else found.set(part.figure, [{ ...part, authority, names }])
    }
  }
  return found
}

const breakdownsOf = (figure: Figure): readonly (readonly string[])[] =>
  'breakdowns' in figure ? [[], ...figure.breakdowns] : [[]]

/** Of the columns of a breakdown, those that are in a return. */
const ownNamesOf = (names: readonly string[]): string => names.filter((name) => !isGeography(name)).join(',')

function ofRows(
  figure: RowFigure,
  compiled: CompiledCollection,
  parts: readonly AuthoritysPart[],
): ExactFigure[] {
  const counted = parts.filter(({ authority }) => populationFor(figure, authority, compiled) !== undefined)
  const byNames = Map.groupBy(counted, ({ names }) => names)
  const everyone = [...new Set((byNames.get('') ?? []).map(({ authority }) => authority))]
  return breakdownsOf(figure).flatMap((names) =>
    grouped(figure, compiled, names, byNames.get(ownNamesOf(names)) ?? [], everyone),
  )
}

interface Group {
  readonly breakdown: Record<string, string | number>
  readonly tally: Tally
}

/** The groups of one breakdown, in order. `everyone` is all the authorities that contribute to the figure. */
function grouped(
  figure: RowFigure,
  compiled: CompiledCollection,
  names: readonly string[],
  parts: readonly AuthoritysPart[],
  everyone: readonly string[],
): ExactFigure[] {
  const dimensions = names.map((name) => dimensionOf(name, figure, compiled))
  const groups = groupsOf(dimensions, parts, emptyGroups(figure, dimensions))
  const geographic = dimensions.flatMap((one) =>
    one.geographic ? [{ name: one.name, of: one.geographic }] : [],
  )
  const byPlace = Map.groupBy(everyone, (authority) =>
    geographic.map(({ of }) => of(authority)).join('\u001f'),
  )
  const inOrder = groups.sort((a, b) => {
    const first = dimensions.find(({ name }) => a.breakdown[name] !== b.breakdown[name])
    return first ? first.compare(a.breakdown[first.name] ?? '', b.breakdown[first.name] ?? '') : 0
  })
  return inOrder.map(({ breakdown, tally }) => {
    const label = dimensions.map((dimension) => dimension.label(breakdown[dimension.name] ?? '')).join(', ')
    const those = byPlace.get(geographic.map(({ name }) => breakdown[name]).join('\u001f')) ?? []
    const population = those.reduce(
      (sum, authority) => sum + (populationFor(figure, authority, compiled) ?? 0),
      0,
    )
    const { exact, numerator, denominator } = readingOf(figure, tally, population, compiled)
    const { id, title, unit } = figure
    return {
      id,
      title,
      unit,
      breakdown,
      label: label || 'England',
      // Nought children in no returns is not nought children.
      exact: those.length === 0 ? undefined : exact,
      numerator,
      denominator,
      authorities: those.length,
      notHeld: tally.notHeld,
    }
  })
}

/** The total, and every group there may be of a count or a sum: one with nobody in it is a figure too. */
function emptyGroups(figure: RowFigure, dimensions: readonly Dimension[]): Group['breakdown'][] {
  const [only] = dimensions
  if (only === undefined) return [{}]
  const counts = figure.kind === 'count' || figure.kind === 'sum'
  return counts && dimensions.length === 1 ? only.values.map((value) => ({ [only.name]: value })) : []
}

function groupsOf(
  dimensions: readonly Dimension[],
  parts: readonly AuthoritysPart[],
  empty: readonly Group['breakdown'][],
): Group[] {
  const groups = new Map<string, { breakdown: Group['breakdown']; tallies: Tally[] }>()
  const talliesOf = (values: readonly (string | number)[]): Tally[] => {
    const key = values.join('\u001f')
    const before = groups.get(key)
    if (before) return before.tallies
    const breakdown = Object.fromEntries(dimensions.map(({ name }, place) => [name, values[place] ?? '']))
    const fresh = { breakdown, tallies: [] as Tally[] }
    groups.set(key, fresh)
    return fresh.tallies
  }
  for (const breakdown of empty) talliesOf(dimensions.map(({ name }) => breakdown[name] ?? ''))
  for (const { authority, by, tally } of parts)
    talliesOf(dimensions.map(({ name, geographic }) => geographic?.(authority) ?? by[name] ?? '')).push(tally)
  return Array.from(groups.values(), ({ breakdown, tallies }) => ({ breakdown, tally: addAll(tallies) }))
}

/** Nought for figures that are not rates. An authority whose population was not published is left out of a rate altogether. */
/** Of an authority, for a rate; `undefined` where it has none, and so no part in the rate. Nought for every other figure. */
export function populationFor(
  figure: RowFigure,
  authority: string,
  { authorities, referenceDate }: CompiledCollection,
) {
  if (figure.kind !== 'rate') return 0
  const found = authorities.get(authority)
  return found && populationOn(found, figure.population, referenceDate)
}
