import { sql } from 'kysely'
import type { Trx } from './connect.ts'

/** One of the portal's own keys as it is kept, wrapped by a master key that is not in the database. */
export interface KeptPortalKey {
  readonly name: string
  readonly masterKeyId: string
  readonly wrapped: Buffer
}

export type NewPortalKey = KeptPortalKey & {
  readonly purpose: 'pseudonyms' | 'access-tokens'
  readonly publicJwk?: object
}

/** What a portal key is bound to. */
export const portalKeyBinding = (name: string): string => `portal ${name}`

export const findPortalKey = (trx: Trx, name: string): Promise<KeptPortalKey | undefined> =>
  trx
    .selectFrom('portalKeys')
    .select(['name', 'masterKeyId', 'wrapped'])
    .where('name', '=', name)
    .executeTakeFirst()

/** Until this transaction ends nobody else makes one of the portal's keys. */
export async function lockPortalKeys(trx: Trx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('rollcall portal keys', 0))`.execute(trx)
}

export async function insertPortalKey(trx: Trx, { publicJwk, ...key }: NewPortalKey): Promise<void> {
  await trx
    .insertInto('portalKeys')
    .values({ ...key, publicJwk: publicJwk === undefined ? null : JSON.stringify(publicJwk) })
    .execute()
}
