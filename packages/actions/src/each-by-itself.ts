import { Problem } from '@rollcall/domain/problem'
import type { Context } from './context.ts'

interface Done<Item> {
  readonly done: readonly Item[]
  /** Those for which it could not be done, and why. */
  readonly notDone: readonly { readonly item: Item; readonly why: Problem }[]
}

/**
 * Does an act for one after another, each in a transaction of its own, so that one that cannot be done keeps nothing from the rest. The
 * first that is done marks the request that asked, so that asked for again it is not done twice.
 */
export async function eachByItself<Item, Acting extends Context>(
  context: Acting,
  items: readonly Item[],
  act: (context: Acting, item: Item) => Promise<unknown>,
): Promise<Done<Item>> {
  const done: Item[] = []
  const notDone: Done<Item>['notDone'][number][] = []
  for (const item of items) {
    try {
      await act(done.length === 0 ? context : { ...context, once: undefined }, item)
      done.push(item)
    } catch (error) {
      if (!(error instanceof Problem) || error.code === 'DONE_BEFORE') throw error
      notDone.push({ item, why: error })
    }
  }
  return { done, notDone }
}
