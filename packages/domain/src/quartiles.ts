/** Where the middle half of some values lies. */
export interface Quartiles {
  readonly low: number
  readonly middle: number
  readonly high: number
}

/** The lower quartile, the median and the upper quartile: halfway, in proportion, where they fall between two values. */
export function quartilesOf(values: readonly number[]): Quartiles | undefined {
  const sorted = Float64Array.from(values).sort()
  if (sorted.length === 0) return undefined
  return { low: valueAt(sorted, 0.25), middle: valueAt(sorted, 0.5), high: valueAt(sorted, 0.75) }
}

/** The median of how far each value is from the median, made to agree with the standard deviation where values lie as chance has them. */
export function spreadOf(values: readonly number[], middle: number): number {
  const apart = quartilesOf(values.map((value) => Math.abs(value - middle)))
  return 1.4826 * (apart?.middle ?? 0)
}

function valueAt(sorted: Float64Array, share: number): number {
  const place = (sorted.length - 1) * share
  const [below, above] = [sorted[Math.floor(place)] ?? 0, sorted[Math.ceil(place)] ?? 0]
  return below + (above - below) * (place % 1)
}
