import type { Authority } from '@rollcall/domain/authority'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { canonical, sha256 } from '@rollcall/domain/canonical'
import type { Collection } from '@rollcall/domain/collection'

/** What was asked, of whom and about when, as it stood when a round was issued. The key is the same for the same content. */
export interface FrozenCollection {
  readonly key: string
  readonly collection: Collection
  readonly authorities: readonly Authority[]
  readonly referenceDate: CalendarDate
}

export async function freeze(asked: Omit<FrozenCollection, 'key'>): Promise<FrozenCollection> {
  const { collection, authorities, referenceDate } = asked
  return { ...asked, key: await sha256(canonical({ collection, authorities, referenceDate })) }
}
