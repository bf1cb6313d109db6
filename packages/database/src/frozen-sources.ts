import type { Authority } from '@rollcall/domain/authority'
import type { Collection } from '@rollcall/domain/collection'
import { hashOf } from '@rollcall/domain/seal'
import type { Trx } from './connect.ts'

/** Keeps a collection, or the table of authorities, as it is now, for ever; gives the hash to find it by. */
export async function freezeSource(trx: Trx, source: Collection | readonly Authority[]): Promise<string> {
  const hash = await hashOf(source)
  await trx
    .insertInto('frozenSources')
    .values({ hash, kind: isTable(source) ? 'authorities' : 'collection', body: JSON.stringify(source) })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .execute()
  return hash
}

export const getFrozenCollection = async (trx: Trx, hash: string): Promise<Collection> =>
  (await getFrozen(trx, hash, 'collection')) as Collection

export const getFrozenAuthorities = async (trx: Trx, hash: string): Promise<readonly Authority[]> =>
  (await getFrozen(trx, hash, 'authorities')) as readonly Authority[]

async function getFrozen(trx: Trx, hash: string, kind: 'collection' | 'authorities') {
  const { body } = await trx
    .selectFrom('frozenSources')
    .select('body')
    .where('hash', '=', hash)
    .where('kind', '=', kind)
    .executeTakeFirstOrThrow()
  return body
}

const isTable = (source: Collection | readonly Authority[]): source is readonly Authority[] =>
  Array.isArray(source)
