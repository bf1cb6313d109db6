import { choose } from '../sample/quotas.ts'
import type { Random } from '../sample/random.ts'

const millionAWeek = (1_000_000 * 7) / 365
const [least, bend, most] = [2_200, 13_000, 19_100]
const highest = 46_000

export interface CostWanted {
  readonly notHeld: number
  readonly overOneMillion: number
  readonly mean: number
}

/** What of a child bears on the cost. */
export interface Costed {
  readonly key: object
  readonly isUnderOrder: boolean
  /** What a week cost a year ago in the same home. */
  readonly before: number | undefined
  /** A cost that is not held may not be that of more than half of an authority's children. */
  mayBeNotHeld(): boolean
}

/** Weekly costs in pounds: so many over £1 million a year, so many not held, and the mean as wanted. */
export function weeklyCosts(
  children: readonly Costed[],
  wanted: CostWanted,
  random: Random,
): Map<object, number | 'not-held'> {
  const notHeld = new Set(
    choose(
      random,
      children,
      wanted.notHeld,
      ({ before }) => (before === undefined ? 1 : 0.3),
      (child) => child.mayBeNotHeld(),
    ),
  )
  const held = children.filter((child) => !notHeld.has(child))
  const dear = new Set(choose(random, held, wanted.overOneMillion, dearness))
  const dearCosts = new Map([...dear].map((child) => [child, dearCost(random)]))
  const others = held.filter((child) => !dear.has(child))
  const left = wanted.mean * held.length - [...dearCosts.values()].reduce((sum, cost) => sum + cost, 0)
  const otherCosts = toTotal(
    others.map((child) => usualCost(child, random)),
    left,
  )
  return new Map<object, number | 'not-held'>([
    ...[...notHeld].map(({ key }) => [key, 'not-held'] as const),
    ...[...dearCosts].map(([{ key }, cost]) => [key, cost] as const),
    ...others.map(({ key }, index) => [key, otherCosts[index] ?? least] as const),
  ])
}

const dearness = ({ isUnderOrder, before = 0 }: Costed): number =>
  (isUnderOrder ? 4 : 1) * (before > millionAWeek ? 20 : 1)

const dearCost = (random: Random): number =>
  Math.round(millionAWeek + 25 + (highest - millionAWeek) * random.fraction() ** 2.6)

function usualCost({ isUnderOrder, before }: Costed, random: Random): number {
  if (before !== undefined && before <= millionAWeek) return before * 1.03
  return 9_000 * Math.exp(0.46 * random.bell()) * (isUnderOrder ? 1.15 : 1)
}

/** Moves all costs by the same share, so that they come to the total in whole pounds and stay within what is usual. */
function toTotal(costs: readonly number[], total: number): number[] {
  const at = (share: number) => costs.map((cost) => usual(cost * share))
  let [low, high] = [0, 10]
  // A larger share gives a larger sum, so halving finds the share that gives the total.
  for (let halving = 0; halving < 60; halving++) {
    const middle = (low + high) / 2
    if (at(middle).reduce((sum, cost) => sum + cost, 0) < total) low = middle
    else high = middle
  }
  return at(high)
}

/** In whole pounds; what goes past the bend comes ever nearer to the most, so that costs do not heap up there. */
function usual(cost: number): number {
  const room = most - bend
  const bent = cost <= bend ? cost : bend + room * (1 - Math.exp((bend - cost) / room))
  return Math.max(least, Math.round(bent))
}
