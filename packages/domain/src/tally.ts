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

export const nothing: Tally = { count: 0, sum: 0, notHeld: 0 }

/** Two tallies of different rows together. In any order and grouping it comes to the same, as whole numbers add exactly. */
export function add(a: Tally, b: Tally): Tally {
  const both = { count: safe(a.count + b.count), sum: safe(a.sum + b.sum), notHeld: a.notHeld + b.notHeld }
  return a.values || b.values ? { ...both, values: merged(a.values ?? [], b.values ?? []) } : both
}

function merged(
  a: NonNullable<Tally['values']>,
  b: NonNullable<Tally['values']>,
): NonNullable<Tally['values']> {
  const rows = new Map(a)
  for (const [value, count] of b) rows.set(value, (rows.get(value) ?? 0) + count)
  return [...rows].sort(([one], [other]) => one - other)
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
