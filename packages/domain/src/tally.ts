/**
 * What one figure needs of some rows, as whole numbers that add: how many rows count, a sum, how many are not held, and where
 * order matters (a median, a highest) how many rows have each value.
 */
export interface Tally {
  readonly count: number
  readonly sum: number
  readonly notHeld: number
  /** By value, as [value, rows] in order of value. */
  readonly values?: readonly (readonly [number, number])[]
}

/**
 * Tallies of different rows together, each looked at once. In any order and grouping it comes to the same, as whole numbers add
 * exactly. Throws where a sum is too large to.
 */
export function addAll(tallies: readonly Tally[]): Tally {
  let [count, sum, notHeld] = [0, 0, 0]
  let values: Map<number, number> | undefined
  for (const tally of tallies) {
    count = safe(count + tally.count)
    sum = safe(sum + tally.sum)
    notHeld += tally.notHeld
    if (tally.values === undefined) continue
    values ??= new Map()
    for (const [value, rows] of tally.values) values.set(value, (values.get(value) ?? 0) + rows)
  }
  const total = { count, sum, notHeld }
  return values ? { ...total, values: [...values].sort(([one], [other]) => one - other) } : total
}

/** Past 2^53 whole numbers no longer add exactly, and a wrong figure is worse than none. */
function safe(value: number): number {
  if (!Number.isSafeInteger(value)) throw new Error('a sum is too large to be kept exactly')
  return value
}

/** The value at a share of the rows in order, twice over: halfway between two where it falls between them. */
export function twiceQuantile(values: NonNullable<Tally['values']>, at: number): number | undefined {
  const rows = values.reduce((sum, [, count]) => sum + count, 0)
  if (rows === 0) return undefined
  // The smallest value with at least this share of the rows at or below it; with exactly this share, halfway to the next.
  const wanted = Math.round(rows * at * 1e9) / 1e9
  const low = valueAt(values, Math.max(1, Math.ceil(wanted)))
  const high = Number.isInteger(wanted) ? valueAt(values, Math.min(rows, wanted + 1)) : low
  return low + high
}

function valueAt(values: NonNullable<Tally['values']>, rank: number): number {
  let passed = 0
  for (const [value, count] of values) {
    passed += count
    if (passed >= rank) return value
  }
  return values.at(-1)?.[0] ?? 0
}
