/** Says how many mistakes to make in the next so many, so that over all of them the share comes out. */
export function mistakeCounter(share: number): (of: number) => number {
  let owed = 0
  return (of) => {
    owed += of * share
    // A hair of allowance, as a share such as 0.1 is kept as a little less.
    const now = Math.min(of, Math.floor(owed + 1e-9))
    owed -= now
    return now
  }
}
