/** How long things took, in milliseconds. */
export interface Quantiles {
  readonly count: number
  readonly half: number
  readonly p95: number
  readonly p99: number
  readonly most: number
}

export function quantiles(took: readonly number[]): Quantiles {
  const sorted = took.toSorted((one, other) => one - other)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
  return { count: sorted.length, half: at(0.5), p95: at(0.95), p99: at(0.99), most: at(1) }
}

/** How long something took, in milliseconds. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}
