import { choose } from '../sample/quotas.ts'
import type { Random } from '../sample/random.ts'

const millionAWeek = (1_000_000 * 7) / 365
const [least, most] = [2_200, 18_950]
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
  return 9_000 * Math.exp(0.42 * random.bell()) * (isUnderOrder ? 1.15 : 1)
}

/** Moves all costs by the same share until they come to the total, in whole pounds and within what is usual. */
function toTotal(costs: readonly number[], total: number): number[] {
  let now = costs.map(usual)
  for (let round = 0; round < 20; round++) {
    const sum = now.reduce((running, cost) => running + cost, 0)
    now = now.map((cost) => usual((cost * total) / sum))
  }
  return now
}

const usual = (cost: number): number => Math.min(most, Math.max(least, Math.round(cost)))
