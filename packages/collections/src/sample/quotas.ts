import type { Random } from './random.ts'

export interface Share {
  readonly weight: number
  readonly least?: number
  readonly most?: number
}

/**
 * Splits a whole number by weight into whole numbers that add up to it exactly, each within its own bounds.
 * Throws where the bounds leave no way.
 */
export function split(total: number, shares: readonly Share[]): number[] {
  const wanted = byWeight(total, shares)
  const given = wanted.map((part) => Math.floor(part + 1e-9))
  const left = total - given.reduce((sum, part) => sum + part, 0)
  const next = shares
    .map((share, index) => ({ index, rest: (wanted[index] ?? 0) - (given[index] ?? 0), share }))
    .filter(
      ({ index, share }) =>
        share.weight > 0 && (given[index] ?? 0) < (share.most ?? Number.POSITIVE_INFINITY),
    )
    .sort((a, b) => b.rest - a.rest)
    .slice(0, left)
  if (left < 0 || next.length < left) throw new Error(`cannot split ${total} within the bounds given`)
  for (const { index } of next) given[index] = (given[index] ?? 0) + 1
  return given
}

/** Parts in proportion to their weights, as far as their bounds let them. */
function byWeight(total: number, shares: readonly Share[]): number[] {
  const at = (scale: number) =>
    shares.map(({ weight, least = 0, most = Number.POSITIVE_INFINITY }) =>
      Math.min(most, Math.max(least, weight * scale)),
    )
  const sumAt = (scale: number) => at(scale).reduce((sum, part) => sum + part, 0)
  const smallest = Math.min(...shares.map(({ weight }) => (weight > 0 ? weight : Number.POSITIVE_INFINITY)))
  let [low, high] = [0, Number.isFinite(smallest) ? total / smallest : 0]
  // More parts add up to more, so halving finds the scale that adds up to the total.
  for (let halving = 0; halving < 100; halving++) {
    const middle = (low + high) / 2
    if (sumAt(middle) < total) low = middle
    else high = middle
  }
  return at(high)
}

/**
 * Takes so many of the items, or as many as there are: those of a greater weight more readily, and none of weight nought or that
 * `may` refuses when its turn comes.
 */
export function choose<Item>(
  random: Random,
  items: readonly Item[],
  count: number,
  weight: (item: Item) => number = () => 1,
  may: (item: Item) => boolean = () => true,
): Item[] {
  const order = items
    .map((item) => ({ item, weight: weight(item), late: -Math.log(1 - random.fraction()) }))
    .filter((one) => one.weight > 0)
    .sort((a, b) => a.late / a.weight - b.late / b.weight)
  const chosen: Item[] = []
  for (const { item } of order) {
    if (chosen.length === count) break
    if (may(item)) chosen.push(item)
  }
  return chosen
}

/** So many for each value, scaled to another total. What rounding leaves over goes where it is missed most. */
export function scaled<Value extends string>(
  quotas: Readonly<Record<Value, number>>,
  total: number,
): Record<Value, number> {
  const values = Object.keys(quotas) as Value[]
  const counts = split(
    total,
    values.map((value) => ({ weight: quotas[value] })),
  )
  return Object.fromEntries(values.map((value, index) => [value, counts[index] ?? 0])) as Record<
    Value,
    number
  >
}
