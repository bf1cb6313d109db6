import type { AuthorityId, BrokenAddressId, PersonId } from '@rollcall/domain/ids'
import { messageProblems } from '@rollcall/domain/message-acts'
import { problems } from '@rollcall/domain/problems'
import { sql } from 'kysely'
import type { Trx } from './connect.ts'

/** Whether the address that a person has now is known not to work; the person is `people` of the query. */
export const hasBrokenAddress = sql<boolean>`exists (select from broken_addresses
  where broken_addresses.person_id = people.id and broken_addresses.address = people.email and cleared_at is null)`

/** One address that did not work, whose it is, and whether somebody said since that it does; or a Problem. */
export const getBrokenAddress = (trx: Trx, id: BrokenAddressId) =>
  trx
    .selectFrom('brokenAddresses')
    .innerJoin('people', 'people.id', 'brokenAddresses.personId')
    .leftJoin('people as clearer', 'clearer.id', 'brokenAddresses.clearedBy')
    .selectAll('brokenAddresses')
    .select(['people.name as person', 'people.email', 'clearer.name as clearedByName'])
    .where('brokenAddresses.id', '=', id)
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'address' }))

/** Says that an address works again; a Problem where somebody has said so before. */
export async function clearBrokenAddress(
  trx: Trx,
  id: BrokenAddressId,
  cleared: { readonly clearedBy: PersonId; readonly clearedAt: Date },
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('brokenAddresses')
    .set(cleared)
    .where('id', '=', id)
    .where('clearedAt', 'is', null)
    .executeTakeFirstOrThrow()
  if (numUpdatedRows === 0n) throw messageProblems.addressWorks()
}

/** Those of some people whose address is known not to work now, with since when. */
export const listBrokenOf = (trx: Trx, personIds: readonly PersonId[]) =>
  trx
    .selectFrom('brokenAddresses')
    .innerJoin('people', (join) =>
      join
        .onRef('people.id', '=', 'brokenAddresses.personId')
        .onRef('people.email', '=', 'brokenAddresses.address'),
    )
    .select([
      'brokenAddresses.id',
      'brokenAddresses.personId',
      'brokenAddresses.foundAt',
      'brokenAddresses.fault',
    ])
    .where('brokenAddresses.personId', '=', sql<PersonId>`any(${personIds}::uuid[])`)
    .where('clearedAt', 'is', null)
    .execute()

/**
 * Waits for whoever is finding out, of one of these authorities, that somebody cannot be reached: two who are found at once would each be
 * asked for another contact in place of the other.
 */
export async function holdContacts(trx: Trx, authorityIds: readonly AuthorityId[]): Promise<void> {
  for (const id of authorityIds.toSorted())
    await sql`select pg_advisory_xact_lock(hashtext(${`rollcall contacts of ${id}`}))`.execute(trx)
}

/** The addresses that do not work of which a person was asked to name others, or is to be. */
export async function listContactsWantedFrom(trx: Trx, personId: PersonId): Promise<BrokenAddressId[]> {
  const found = await trx
    .selectFrom('messages')
    .innerJoin('brokenAddresses', (join) =>
      join.on('brokenAddresses.id', '=', sql<BrokenAddressId>`messages.about_id`),
    )
    .select('brokenAddresses.id')
    .distinct()
    .where('messages.personId', '=', personId)
    .where('messages.kind', '=', 'contact wanted')
    .where('clearedAt', 'is', null)
    .execute()
  return found.map(({ id }) => id)
}
