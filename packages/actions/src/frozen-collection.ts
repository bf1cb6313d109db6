import type { Trx } from '@rollcall/database/connect'
import { getFrozenAuthorities, getFrozenCollection } from '@rollcall/database/frozen-sources'
import { getRoundSources } from '@rollcall/database/round-sources'
import { type CompiledCollection, compileCollection } from '@rollcall/domain/compiled-collection'
import type { RoundId } from '@rollcall/domain/ids'
import { type FrozenCollection, freeze } from '@rollcall/workbook/frozen-collection'

// One text of a collection is large, and a round and the one before it are all that is in use for weeks.
const mostHeld = 8
const held = new Map<string, FrozenCollection>()
const compiledBefore = new WeakMap<FrozenCollection, CompiledCollection>()

/** What a round asks, of whom and about when, as it was when the round was opened. */
export const frozenCollectionOf = async (trx: Trx, roundId: RoundId): Promise<FrozenCollection> =>
  await frozenFrom(trx, await getRoundSources(trx, roundId))

/** The same, from the sources of a round as they were read. */
export async function frozenFrom(
  trx: Trx,
  { collectionHash, authoritiesHash, referenceOn }: Awaited<ReturnType<typeof getRoundSources>>,
): Promise<FrozenCollection> {
  // By content, not by round: a draft may still come to ask something else.
  const key = `${collectionHash} ${authoritiesHash} ${referenceOn}`
  const before = held.get(key)
  held.delete(key)
  const frozen =
    before ??
    (await freeze({
      collection: await getFrozenCollection(trx, collectionHash),
      authorities: await getFrozenAuthorities(trx, authoritiesHash),
      referenceDate: referenceOn,
    }))
  held.set(key, frozen)
  for (const [oldest] of held) if (held.size > mostHeld) held.delete(oldest)
  return frozen
}

/** The same, ready to check and compare with here. */
export function compiledOf(frozen: FrozenCollection): CompiledCollection {
  const { collection, authorities, referenceDate } = frozen
  const compiled = compiledBefore.get(frozen) ?? compileCollection(collection, authorities, referenceDate)
  compiledBefore.set(frozen, compiled)
  return compiled
}
