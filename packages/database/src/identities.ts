import type { Insertable } from 'kysely'
import type { Trx } from './connect.ts'
import type { IdentitiesTable } from './tables/people.ts'

/** Notes who somebody is at a sign-in service, unless somebody else is that already: then `false`. With the system's eyes. */
export async function insertIdentity(trx: Trx, identity: Insertable<IdentitiesTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('identities')
    .values(identity)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}
