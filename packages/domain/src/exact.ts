/** A fraction of two whole numbers, kept exactly. The denominator is never nought. */
export interface Exact {
  readonly over: bigint
  readonly under: bigint
}

export const exact = (over: number | bigint, under: number | bigint = 1): Exact => ({
  over: BigInt(over),
  under: BigInt(under),
})

export const plus = (a: Exact, b: Exact): Exact => ({
  over: a.over * b.under + b.over * a.under,
  under: a.under * b.under,
})
export const minus = (a: Exact, b: Exact): Exact => plus(a, { over: -b.over, under: b.under })
export const times = (a: Exact, b: Exact): Exact => ({ over: a.over * b.over, under: a.under * b.under })
/** `undefined` where `b` is nought. */
export const dividedBy = (a: Exact, b: Exact): Exact | undefined =>
  b.over === 0n ? undefined : { over: a.over * b.under, under: a.under * b.over }

export const isLess = (a: Exact, b: Exact): boolean => {
  const left = a.over * b.under
  const right = b.over * a.under
  return a.under < 0n === b.under < 0n ? left < right : left > right
}

/** To so many decimal places, halves away from nought, as published figures are. */
export function rounded({ over, under }: Exact, decimals: number): number {
  const scale = 10n ** BigInt(decimals)
  const negative = over < 0n !== under < 0n
  const size = (over < 0n ? -over : over) * scale
  const by = under < 0n ? -under : under
  const nearest = (size * 2n + by) / (by * 2n)
  const value = Number(nearest) / 10 ** decimals
  return negative && nearest !== 0n ? -value : value
}
