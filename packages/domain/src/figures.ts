import { populationOn } from './authority.ts'
import type { CompiledCollection } from './compiled-collection.ts'
import { type Contribution, distinctGroupings, isGeography, type Part } from './contribution.ts'
import { dimensionOf } from './dimension.ts'
import { type Exact, rounded } from './exact.ts'
import type { Figure } from './figure.ts'
import { type Reading, readingOf } from './figure-reading.ts'
import { estimates, spreads } from './figures-of-figures.ts'
import { add, nothing, type Tally } from './tally.ts'

/** A figure as it is read: for England, or for one group of a breakdown. */
export interface FigureValue {
  readonly id: string
  readonly title: string
  readonly unit: string
  /** By column; `region` and `authority` for geography; empty for England. */
  readonly breakdown: Readonly<Record<string, string | number>>
  /** The group in words: 'Under 10', 'Birmingham'; 'England' for the whole. */
  readonly label: string
  /** Rounded to the figure's decimal places, halves away from nought; `null` where there is nothing to work it out from. */
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  /** How many authorities' returns it is made from. */
  readonly authorities: number
  /** How many rows (or forms) answered 'not held' to what it is about. */
  readonly notHeld: number
}

/** A figure before it is rounded, for other figures to be worked out from. */
export interface ExactFigure extends Omit<FigureValue, 'value'> {
  readonly exact: Exact | undefined
}

export type RowFigure = Exclude<Figure, { kind: 'spread' | 'estimate' }>

/** Every figure of a collection from the contributions of the returns included: sums of sums, so in any order the same. */
export function figuresFrom(
  compiled: CompiledCollection,
  contributions: readonly Contribution[],
): FigureValue[] {
  const parts = partsByFigure(contributions)
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
  return compiled.collection.figures.flatMap((figure) =>
    (exact.get(figure.id) ?? []).map(({ exact: value, ...rest }) => ({
      ...rest,
      value: value === undefined ? null : rounded(value, figure.decimals),
    })),
  )
}

interface AuthoritysPart extends Part {
  readonly authority: string
}

function partsByFigure(contributions: readonly Contribution[]): Map<string, AuthoritysPart[]> {
  const found = new Map<string, AuthoritysPart[]>()
  for (const { authority, parts } of contributions) {
    for (const part of parts) {
      const before = found.get(part.figure)
      if (before) before.push({ ...part, authority })
      else found.set(part.figure, [{ ...part, authority }])
    }
  }
  return found
}

function ofRows(
  figure: RowFigure,
  compiled: CompiledCollection,
  parts: readonly AuthoritysPart[],
): ExactFigure[] {
  const byNames = new Map(distinctGroupings(figure).map((names) => [names.join(','), [] as AuthoritysPart[]]))
  for (const part of parts) byNames.get(Object.keys(part.by).join(','))?.push(part)
  return [[], ...figure.breakdowns].flatMap((names) => {
    const own = names.filter((name) => !isGeography(name)).join(',')
    return grouped(figure, compiled, names, byNames.get(own) ?? [])
  })
}

interface Group {
  readonly breakdown: Record<string, string | number>
  tally: Tally
  population: number
  readonly authorities: Set<string>
}

function grouped(
  figure: RowFigure,
  compiled: CompiledCollection,
  names: readonly string[],
  parts: readonly AuthoritysPart[],
): ExactFigure[] {
  const groups = new Map<string, Group>()
  const groupOf = (breakdown: Group['breakdown']): Group => {
    const key = Object.values(breakdown).join('\u001f')
    const group = groups.get(key) ?? {
      breakdown,
      tally: nothing,
      population: 0,
      authorities: new Set<string>(),
    }
    groups.set(key, group)
    return group
  }
  const dimensions = names.map((name) => dimensionOf(name, figure, compiled))
  if (names.length === 0) groupOf({})
  const [only] = dimensions
  if (dimensions.length === 1 && only && (figure.kind === 'count' || figure.kind === 'sum')) {
    for (const value of only.values) groupOf({ [only.name]: value })
  }
  for (const part of parts) {
    const population = populationFor(figure, part.authority, compiled)
    if (population === undefined) continue
    const breakdown = Object.fromEntries(
      dimensions.map(({ name, geographic }) => [name, geographic?.(part.authority) ?? part.by[name] ?? '']),
    )
    const group = groupOf(breakdown)
    group.tally = add(group.tally, part.tally)
    if (!group.authorities.has(part.authority)) group.population += population
    group.authorities.add(part.authority)
  }
  const inOrder = [...groups.values()].sort((a, b) => {
    const first = dimensions.find(({ name }) => a.breakdown[name] !== b.breakdown[name])
    return first ? first.compare(a.breakdown[first.name] ?? '', b.breakdown[first.name] ?? '') : 0
  })
  return inOrder.map((group) => {
    const label = dimensions.map(({ name, label }) => label(group.breakdown[name] ?? '')).join(', ')
    return exactFigure(
      figure,
      group,
      label || 'England',
      readingOf(figure, group.tally, group.population, compiled),
    )
  })
}

/** Nought for figures that are not rates. An authority whose population was not published is left out of a rate altogether. */
function populationFor(
  figure: RowFigure,
  authority: string,
  { authorities, referenceDate }: CompiledCollection,
) {
  if (figure.kind !== 'rate') return 0
  const found = authorities.get(authority)
  return found && populationOn(found, figure.population, referenceDate)
}

function exactFigure(
  { id, title, unit }: RowFigure,
  { breakdown, tally, authorities }: Group,
  label: string,
  { exact, numerator, denominator }: Reading,
): ExactFigure {
  return {
    id,
    title,
    unit,
    breakdown,
    label,
    exact,
    numerator,
    denominator,
    authorities: authorities.size,
    notHeld: tally.notHeld,
  }
}
