import type { Figure } from './figure.ts'
import type { FigureValue } from './figure-value.ts'
import { type Quartiles, quartilesOf, spreadOf } from './quartiles.ts'
import { withCommas } from './text.ts'

/** A figure as one return alone makes it. */
export type OwnFigure = Pick<FigureValue, 'value' | 'numerator' | 'denominator'>

/** What one return says of a figure now, and what the same authority said in the round before. */
export interface ComparedFigure<Key> {
  readonly key: Key
  readonly now: OwnFigure
  readonly before?: OwnFigure | undefined
}

/** Why a return is worth a look: a figure of it that is far from those of the others, or from its own in the last round. */
export interface Outlier {
  readonly against: 'others' | 'last round'
  readonly basis: Basis
  readonly figure: OwnFigure
  readonly before: number | null
  /** Where the middle half of those it was compared with lies. Where these were added up, all three are what they come to. */
  readonly usual: Quartiles | null
  /** With how many returns it was compared. */
  readonly compared: number
  /** How many times as far from the middle as is usual. */
  readonly distance: number
}

/** With what it was compared: for the last round, with how the others changed, or where they are few with what chance does. */
type Basis = 'every return' | 'those with any' | 'all together' | 'most have none' | 'changes' | 'chance'
type Keyed<Key> = Outlier & { readonly key: Key }

/** From here on a value is listed: Iglewicz and Hoaglin's advice for distances measured by medians. */
const far = 3.5
/** Of fewer returns nobody can say what is usual. */
const fewest = 8
/** A share of fewer rows says little of what is usual. */
const fewRows = 10
/** Where next to nobody has any, so many are worth a look. */
const many = 10

/**
 * The returns whose figure is far from the others', and those whose figure moved far from their own last round's; the furthest first.
 * What chance alone does to small numbers is not listed, and where most have none, having any is no reason.
 */
export function outliersAmong<Key>(figure: Figure, returns: readonly ComparedFigure<Key>[]): Keyed<Key>[] {
  const scale = scaleOf(figure)
  if (scale === undefined) return []
  const placed = returns.flatMap(({ key, now, before }) => {
    const point = pointOn(scale, now)
    return point ? [{ key, figure: now, point, before, pointBefore: before && pointOn(scale, before) }] : []
  })
  return [...farFromOthers(scale, placed), ...farFromLastRound(scale, placed)].toSorted(
    (one, other) => other.distance - one.distance,
  )
}

type Scale = 'count' | 'rate' | 'share' | 'amount'

/** How a figure is compared. Lowest and highest are of one child, and what is made of other figures shows in those. */
function scaleOf({ kind, unit }: Figure): Scale | undefined {
  switch (kind) {
    case 'count':
    case 'rate':
    case 'share':
      return kind
    case 'sum':
      return unit === '£' ? 'amount' : 'count'
    case 'ratio':
      return unit === '%' ? 'share' : 'amount'
    case 'mean':
    case 'median':
    case 'quantile':
      return 'amount'
    case 'minimum':
    case 'maximum':
    case 'spread':
    case 'estimate':
      return undefined
  }
}

/** A figure on a scale where a distance means the same for small and large ones, and how far chance alone moves it there. */
interface Point {
  readonly at: number
  readonly chance: number
  readonly rows: number
  /** Of what is counted: how much there is. */
  readonly amount: number
}

// Anscombe's ways of writing counts and shares: what chance does to them is then the same for every size.
function pointOn(scale: Scale, { value, numerator, denominator }: OwnFigure): Point | undefined {
  if (value === null) return undefined
  const amount = (scale === 'rate' || scale === 'share' ? numerator : value) ?? 0
  const of = { amount, rows: denominator ?? 0 }
  return amount < 0 || !canBePlaced(scale, of) ? undefined : { ...of, ...placeOn(scale, of) }
}

const canBePlaced = (scale: Scale, { amount, rows }: Pick<Point, 'amount' | 'rows'>): boolean =>
  scale === 'count' || scale === 'amount' || (rows > 0 && (scale === 'rate' || amount <= rows))

function placeOn(
  scale: Scale,
  { amount, rows }: Pick<Point, 'amount' | 'rows'>,
): Pick<Point, 'at' | 'chance'> {
  switch (scale) {
    case 'count':
      return { at: Math.sqrt(amount + 3 / 8), chance: 1 / 2 }
    case 'rate':
      return { at: Math.sqrt((amount + 3 / 8) / rows), chance: 0.5 / Math.sqrt(rows) }
    case 'share':
      return { at: placeOfShare(amount, rows), chance: 0.5 / Math.sqrt(rows + 1 / 2) }
    case 'amount':
      // A mean of few rows is moved by each: they are taken to differ by half of what they are.
      return { at: Math.log(amount || 1), chance: rows > 0 ? 0.5 / Math.sqrt(rows) : 0 }
  }
}

const placeOfShare = (part: number, rows: number): number =>
  Math.asin(Math.sqrt((part + 3 / 8) / (rows + 3 / 4)))

/** Returns that all say the same would make any other one odd: nobody is listed for less than this. */
const leastDistance: Readonly<Record<Scale, (one: number, other: number) => number>> = {
  count: (one, other) => 0.05 * (one + other),
  rate: (one, other) => 0.05 * (one + other),
  share: () => 0.05,
  amount: () => 0.1,
}

interface Placed<Key> extends Pick<Outlier, 'figure'> {
  readonly key: Key
  readonly point: Point
  readonly before: OwnFigure | undefined
  readonly pointBefore: Point | undefined
}

function farFromOthers<Key>(scale: Scale, placed: readonly Placed<Key>[]): Keyed<Key>[] {
  if (placed.length < fewest) return []
  if (scale === 'share') return farShares(placed)
  const some = placed.filter(({ point }) => point.amount > 0)
  const none = placed.filter(({ point }) => point.amount === 0)
  if (none.length * 2 > placed.length)
    return some.length < fewest
      ? manyWhereMostHaveNone(scale, some, none)
      : farAmong(scale, some, 'those with any')
  if (scale !== 'amount') return farAmong(scale, placed, 'every return')
  const isOdd = none.length * 10 <= placed.length && some.length >= fewest
  return [...farAmong(scale, some, 'those with any'), ...(isOdd ? noneWhereMostHaveSome(some, none) : [])]
}

/** What is usual is read off the shares of many rows, where there are enough of these. */
function farShares<Key>(placed: readonly Placed<Key>[]): Keyed<Key>[] {
  const sized = placed.filter(({ point }) => point.rows >= fewRows)
  const base = sized.length < fewest ? placed : sized
  const isMost = (is: (point: Point) => boolean) =>
    base.filter(({ point }) => is(point)).length * 2 > base.length
  return isMost(({ amount }) => amount === 0) || isMost(({ amount, rows }) => amount === rows)
    ? farFromAllTogether(placed)
    : farAmong('share', placed, 'every return', base)
}

function farAmong<Key>(
  scale: Scale,
  placed: readonly Placed<Key>[],
  basis: Basis,
  base: readonly Placed<Key>[] = placed,
): Keyed<Key>[] {
  if (base.length < fewest) return []
  const places = base.map(({ point }) => point.at)
  const middle = quartilesOf(places)?.middle ?? 0
  const spread = spreadOf(places, middle)
  const usual = quartilesOf(valuesOf(placed)) ?? null
  return placed.flatMap(({ point, ...one }) => {
    const distance = distanceOf(point.at - middle, [
      spread,
      point.chance,
      leastDistance[scale](point.at, middle),
    ])
    return listed(one, { against: 'others', basis, usual, compared: placed.length, distance })
  })
}

/** Where most have none, or most have nothing else, the others added up say what is usual. */
function farFromAllTogether<Key>(placed: readonly Placed<Key>[]): Keyed<Key>[] {
  const [parts, rows] = [sumOf(placed, ({ amount }) => amount), sumOf(placed, (point) => point.rows)]
  return placed.flatMap(({ point, ...one }) => {
    const rest = { part: parts - point.amount, rows: rows - point.rows }
    const share = rest.part / rest.rows
    // Of very many rows the least difference is no chance, and still none to ask about.
    if (rest.rows === 0 || Math.abs(point.amount / point.rows - share) < 0.05) return []
    const away = point.at - placeOfShare(rest.part, rest.rows)
    const distance = distanceOf(away, [point.chance, leastDistance.share(0, 0)])
    const usual = { low: share * 100, middle: share * 100, high: share * 100 }
    return listed(one, {
      against: 'others',
      basis: 'all together',
      usual,
      compared: placed.length - 1,
      distance,
    })
  })
}

const manyWhereMostHaveNone = <Key>(
  scale: Scale,
  some: readonly Placed<Key>[],
  none: readonly unknown[],
): Keyed<Key>[] =>
  some.flatMap(({ point, ...one }) => {
    const distance = scale === 'amount' ? 0 : (far * point.amount) / many
    const compared = some.length + none.length
    return listed(one, { against: 'others', basis: 'most have none', usual: null, compared, distance })
  })

const noneWhereMostHaveSome = <Key>(
  some: readonly Placed<Key>[],
  none: readonly Placed<Key>[],
): Keyed<Key>[] =>
  none.flatMap((one) =>
    listed(one, {
      ...{ against: 'others', basis: 'those with any', usual: quartilesOf(valuesOf(some)) ?? null },
      ...{ compared: some.length, distance: far },
    }),
  )

/** A change is far where it is unlike the changes of the others; with few others, where chance does not make it. */
function farFromLastRound<Key>(scale: Scale, placed: readonly Placed<Key>[]): Keyed<Key>[] {
  const moved = placed.flatMap(({ pointBefore, ...one }) =>
    pointBefore && (scale !== 'amount' || (one.point.amount > 0 && pointBefore.amount > 0))
      ? [{ ...one, pointBefore, change: one.point.at - pointBefore.at }]
      : [],
  )
  const changes = moved.map(({ change }) => change)
  const isKnown = moved.length >= fewest
  const middle = isKnown ? (quartilesOf(changes)?.middle ?? 0) : 0
  const spread = isKnown ? spreadOf(changes, middle) : 0
  return moved.flatMap(({ point, pointBefore, change, ...one }) => {
    const least = leastDistance[scale](point.at, pointBefore.at)
    const distance = distanceOf(change - middle, [spread, point.chance, pointBefore.chance, least])
    const basis = isKnown ? 'changes' : 'chance'
    return listed(one, { against: 'last round', basis, usual: null, compared: moved.length, distance })
  })
}

const distanceOf = (away: number, usual: readonly number[]): number => Math.abs(away) / Math.hypot(...usual)

const listed = <Key>(
  { key, figure, before }: Pick<Placed<Key>, 'key' | 'figure' | 'before'>,
  found: Omit<Outlier, 'figure' | 'before'>,
): Keyed<Key>[] => (found.distance < far ? [] : [{ key, figure, before: before?.value ?? null, ...found }])

const valuesOf = (placed: readonly Pick<Outlier, 'figure'>[]): number[] =>
  placed.flatMap(({ figure }) => figure.value ?? [])

const sumOf = <Key>(placed: readonly Placed<Key>[], of: (point: Point) => number): number =>
  placed.reduce((sum, { point }) => sum + of(point), 0)

/** Why a return is listed, in a sentence or two for whoever has to look. `amount` writes a value of the figure. */
export function whyListed(outlier: Outlier, amount: (value: number | null) => string): string {
  const { figure, against, before, basis, usual, compared } = outlier
  const { numerator, denominator, value } = figure
  const isMadeOf = numerator !== null && denominator !== null && isShare(figure)
  const here = `${amount(value)}${isMadeOf ? ` (${withCommas(numerator)} of ${withCommas(denominator)})` : ''} here`
  if (against === 'last round') {
    const others =
      basis === 'changes'
        ? `It moved unlike most of the ${withCommas(compared)} returns that can be compared with their last one.`
        : 'Chance alone hardly makes such a change.'
    return `${here}, and ${amount(before)} in the last round. ${others}`
  }
  if (usual === null) return `${here}. Most of the ${withCommas(compared)} returns have none.`
  if (basis === 'all together')
    return `${here}. In the other ${withCommas(compared)} returns together it is ${amount(usual.middle)}.`
  const half = `half are between ${amount(usual.low)} and ${amount(usual.high)}, and the middle is ${amount(usual.middle)}`
  if (basis === 'every return') return `${here}. Of ${withCommas(compared)} returns ${half}.`
  return `${here}. Of the ${withCommas(compared)} returns that have any, ${half}.`
}

const isShare = ({ value, numerator, denominator }: OwnFigure): boolean =>
  Math.abs((value ?? 0) - (100 * (numerator ?? 0)) / (denominator || 1)) <= 1
