/**
 * Does something for one after another and says for how many it was done. One that fails does not keep the rest from it; what went
 * wrong is thrown when all have had their turn.
 */
export async function oneByOne<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<boolean>,
): Promise<number> {
  let done = 0
  const failed: unknown[] = []
  for (const item of items) {
    try {
      if (await work(item)) done += 1
    } catch (error) {
      failed.push(error)
    }
  }
  if (failed.length > 0) throw new AggregateError(failed, `${failed.length} of ${items.length} failed`)
  return done
}
