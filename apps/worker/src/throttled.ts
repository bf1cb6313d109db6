/** Passes on the first error of a kind and then one a second: a store that is away makes hundreds. */
export function throttled(tell: (error: Error) => void): (error: Error) => void {
  const toldAt = new Map<string, number>()
  return (error) => {
    const now = Date.now()
    if (now - (toldAt.get(error.message) ?? 0) < 1000) return
    if (toldAt.size > 100) toldAt.clear()
    toldAt.set(error.message, now)
    tell(error)
  }
}
