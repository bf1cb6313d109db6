/** Values alike in size: from one up to another. */
export interface Bin {
  readonly from: number
  /** Not in it any more. */
  readonly below: number
  readonly count: number
}

const mostBins = 10

/** How many values there are of each size, in steps of 1, 2 or 5 of some place, smallest first; between two of them none is left out. */
export function histogram(values: readonly number[], decimals: number): Bin[] {
  if (values.length === 0) return []
  // In whole numbers of the last decimal place, which add exactly.
  const unit = 10 ** decimals
  const sizes = values.map((value) => Math.round(value * unit))
  const [least, most] = sizes.reduce(([low, high], size) => [Math.min(low, size), Math.max(high, size)], [
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ] as [number, number])
  const step = stepFor(least, most)
  const first = Math.floor(least / step)
  const counts = Array.from({ length: Math.floor(most / step) - first + 1 }, () => 0)
  for (const size of sizes) {
    const place = Math.floor(size / step) - first
    counts[place] = (counts[place] ?? 0) + 1
  }
  return counts.map((count, place) => ({
    from: ((first + place) * step) / unit,
    below: ((first + place + 1) * step) / unit,
    count,
  }))
}

function stepFor(least: number, most: number): number {
  for (let power = 1; ; power *= 10) {
    for (const digit of [1, 2, 5]) {
      const step = digit * power
      if (Math.floor(most / step) - Math.floor(least / step) < mostBins) return step
    }
  }
}
