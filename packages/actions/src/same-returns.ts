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
  const kept = new WeakMap<Db, Map<string, Answer>>()
  return async (
    db: Db,
    trx: Trx,
    { roundIds, name }: Wanted,
    work: () => Promise<Answer>,
  ): Promise<Answer> => {
    const answers = kept.get(db) ?? new Map<string, Answer>()
    kept.set(db, answers)
    const before = await markOfContributed(trx, roundIds)
    const key = [...roundIds, before, name].join(' ')
    const found = answers.get(key)
    const answer = found ?? (await work())
    // Where another return came into the figures meanwhile, it cannot be said of which ones this is.
    if (found === undefined && (await markOfContributed(trx, roundIds)) !== before) return answer
    answers.delete(key)
    answers.set(key, answer)
    for (const [oldest] of answers) if (answers.size > most) answers.delete(oldest)
    return answer
  }
}
