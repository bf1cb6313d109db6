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
  const weights = shares.reduce((sum, { weight }) => sum + weight, 0)
  const wanted = shares.map(({ weight }) => (weights === 0 ? 0 : (total * weight) / weights))
  const given = shares.map((share, index) => within(share, Math.floor(wanted[index] ?? 0)))
  let left = total - given.reduce((sum, part) => sum + part, 0)
  while (left !== 0) {
    const step = Math.sign(left)
    const next = furthest(shares, wanted, given, step)
    if (next === undefined) throw new Error(`cannot split ${total} within the bounds given`)
    given[next] = (given[next] ?? 0) + step
    left -= step
  }
  return given
}

const within = ({ least = 0, most = Number.POSITIVE_INFINITY }: Share, value: number): number =>
  Math.min(most, Math.max(least, value))

/** Which part is furthest, for its size, from what it should be in the direction of the step, and may still take it. */
function furthest(
  shares: readonly Share[],
  wanted: readonly number[],
  given: readonly number[],
  step: number,
): number | undefined {
  let found: { index: number; gap: number } | undefined
  for (const [index, share] of shares.entries()) {
    const now = given[index] ?? 0
    const possible = within(share, now + step) === now + step && (step < 0 || share.weight > 0)
    // Dividing by the weight keeps a large part from taking everything that a bound has left over.
    const gap = (((wanted[index] ?? 0) - now) * step) / Math.sqrt(share.weight || 1)
    if (possible && (found === undefined || gap > found.gap)) found = { index, gap }
  }
  return found?.index
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
