import type { Trx } from '@rollcall/database/connect'
import { findAskedAuthority } from '@rollcall/database/office-rounds'
import type { RoundId } from '@rollcall/domain/ids'
import { roundProblems } from '@rollcall/domain/round'
import { compiledOf, frozenCollectionOf } from './frozen-collection.ts'

/** One of those that a round asks, by its code, its GSS code or its name; the first by name where nothing is said. */
export async function askedAuthority(trx: Trx, roundId: RoundId, said: string | undefined) {
  const { authorities } = compiledOf(await frozenCollectionOf(trx, roundId))
  const meant = said === undefined ? undefined : authorities.find(said)
  const found = said === undefined || meant ? await findAskedAuthority(trx, roundId, meant?.code) : undefined
  if (found === undefined) throw roundProblems.notAskedHere({ authority: said ?? '' })
  return found
}
