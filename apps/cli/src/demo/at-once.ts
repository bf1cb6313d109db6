/** Does the work for every item, so many at a time, and gives what came of each in the order of the items. */
export async function atOnce<Item, Done>(
  most: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Done>,
): Promise<Done[]> {
  const done: Done[] = []
  const left = items.entries()
  const take = async () => {
    for (const [place, item] of left) done[place] = await work(item)
  }
  await Promise.all(Array.from({ length: Math.min(most, items.length) }, take))
  return done
}
