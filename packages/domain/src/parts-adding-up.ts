import { type Exact, exact, minus, rounded, times } from './exact.ts'

/**
 * Parts of a whole, each to so many decimal places, that add up to the whole at these places to the last of them: they are rounded
 * down, and what is then left goes to those that lost the most.
 */
export function partsAddingUp(parts: readonly Exact[], whole: Exact, decimals: number): number[] {
  const scale = exact(10 ** decimals)
  const scaled = parts.map((part) => times(part, scale))
  const floors = scaled.map(floor)
  const wanted = rounded(times(whole, scale), 0)
  const left = wanted - floors.reduce((sum, size) => sum + Number(size), 0)
  const lost = scaled
    .map((part, at) => ({ at, size: Number(rounded(minus(part, exact(floors[at] ?? 0n)), 9)) }))
    .sort((a, b) => b.size - a.size)
  const more = new Set(lost.slice(0, left).map(({ at }) => at))
  return floors.map((size, at) => (Number(size) + (more.has(at) ? 1 : 0)) / 10 ** decimals)
}

/** The whole number at or below it. */
function floor({ over, under }: Exact): bigint {
  const [above, below] = under < 0n ? [-over, -under] : [over, under]
  const cut = above / below
  return above < 0n && cut * below !== above ? cut - 1n : cut
}
