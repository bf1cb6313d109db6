import type { Db, Trx } from '@rollcall/database/connect'
import { markOfContributed } from '@rollcall/database/contributions'
import type { RoundId } from '@rollcall/domain/ids'

interface Wanted {
  /** The rounds whose returns it is worked out from. */
  readonly roundIds: readonly RoundId[]
  /** What is worked out of them. */
  readonly name: string
}

/**
 * Works out once, for every page that asks, what comes from the returns in the figures of some rounds and from nothing else that changes.
 * It is worked out anew when others are in them. The latest answers are remembered.
 */
export function ofSameReturns<Answer>(most: number) {
  const kept = new WeakMap<Db, Map<string, Promise<Answer>>>()
  return async (
    db: Db,
    trx: Trx,
    { roundIds, name }: Wanted,
    work: () => Promise<Answer>,
  ): Promise<Answer> => {
    const answers = kept.get(db) ?? new Map<string, Promise<Answer>>()
    kept.set(db, answers)
    const mark = await markOfContributed(trx, roundIds)
    const key = [...roundIds, mark, name].join(' ')
    const answer = answers.get(key) ?? whileMarked(trx, roundIds, mark, work)
    answers.delete(key)
    answers.set(key, answer)
    for (const [oldest] of answers) if (answers.size > most) answers.delete(oldest)
    try {
      return await answer
    } catch (error) {
      answers.delete(key)
      if (error instanceof Moved) return await work()
      throw error
    }
  }
}

/** Another return came into the figures meanwhile, so it cannot be said of which ones an answer is. */
class Moved extends Error {
  override readonly name = 'Moved'
}

async function whileMarked<Answer>(
  trx: Trx,
  roundIds: readonly RoundId[],
  mark: string,
  work: () => Promise<Answer>,
): Promise<Answer> {
  const answer = await work()
  if ((await markOfContributed(trx, roundIds)) !== mark) throw new Moved()
  return answer
}
