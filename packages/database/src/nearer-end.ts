interface Cut {
  readonly limit: number
  readonly offset?: number
  /** How many rows there are in all, where that is known. */
  readonly total?: number
}

/** From which end of a long list a part of it is cut with the least to pass over, and how: from the last row on, the order is turned round. */
export function nearerEnd({ limit, offset = 0, total = 0 }: Cut) {
  if (offset * 2 <= total || offset >= total) return { isFromEnd: false, limit, offset }
  const after = Math.max(0, total - offset - limit)
  return { isFromEnd: true, limit: total - offset - after, offset: after }
}
