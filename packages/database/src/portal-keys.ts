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
  readonly madeAt?: Date
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

/** A key that access tokens are signed with, or were. */
export type KeptSigningKey = KeptPortalKey & {
  readonly publicJwk: object | null
  readonly retiredAt: Date | null
}

/** The signing keys in use, and those retired since; the newest first. */
export const listSigningKeys = (trx: Trx, retiredSince: Date): Promise<KeptSigningKey[]> =>
  trx
    .selectFrom('portalKeys')
    .select(['name', 'masterKeyId', 'wrapped', 'publicJwk', 'retiredAt'])
    .where('purpose', '=', 'access-tokens')
    .where((eb) => eb.or([eb('retiredAt', 'is', null), eb('retiredAt', '>', retiredSince)]))
    .orderBy(sql`retired_at is null`, 'desc')
    .orderBy('madeAt', 'desc')
    .execute()

/** From now on nothing more is signed with the keys there are. */
export async function retireSigningKeys(trx: Trx, now: Date): Promise<void> {
  await trx
    .updateTable('portalKeys')
    .set({ retiredAt: now })
    .where('purpose', '=', 'access-tokens')
    .where('retiredAt', 'is', null)
    .execute()
}
