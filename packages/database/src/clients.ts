import type { ClientId, MembershipId, PersonId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import type { Insertable } from 'kysely'
import type { Trx } from './connect.ts'
import type { ClientsTable } from './tables/people.ts'

interface Removal {
  readonly removedBy: PersonId | null
  readonly removedAt: Date
}

export async function insertClient(trx: Trx, client: Insertable<ClientsTable>): Promise<void> {
  await trx.insertInto('clients').values(client).execute()
}

/** A client that was not removed, with whom it acts as, held until the transaction ends. */
export const lockClient = (trx: Trx, id: ClientId) =>
  trx
    .selectFrom('clients')
    .innerJoin('memberships', 'memberships.id', 'clients.membershipId')
    .select(['clients.id', 'memberships.role', 'memberships.personId', 'memberships.authorityId'])
    .where('clients.id', '=', id)
    .where('removedAt', 'is', null)
    .forNoKeyUpdate('clients')
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'client' }))

export async function removeClient(trx: Trx, id: ClientId, removal: Removal): Promise<void> {
  await trx.updateTable('clients').set(removal).where('id', '=', id).execute()
}

/** Removes all clients of a membership, and says how many those were. */
export async function removeClientsOf(
  trx: Trx,
  membershipId: MembershipId,
  removal: Removal,
): Promise<number> {
  const { numUpdatedRows } = await trx
    .updateTable('clients')
    .set(removal)
    .where('membershipId', '=', membershipId)
    .where('removedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(numUpdatedRows)
}

/** The clients this viewer may see, in a lasting order, from the one after `after`. */
export const listClients = (trx: Trx, { limit, after }: { limit: number; after?: ClientId | undefined }) =>
  trx
    .selectFrom('clients')
    .innerJoin('memberships', 'memberships.id', 'clients.membershipId')
    .innerJoin('people', 'people.id', 'memberships.personId')
    .leftJoin('authorities', 'authorities.id', 'clients.authorityId')
    .select([
      'clients.id as clientId',
      'clients.name',
      'clients.publicJwk',
      'registeredAt',
      'clients.membershipId',
    ])
    .select(['memberships.role', 'people.name as actsAs', 'authorities.code as authorityCode'])
    .where('removedAt', 'is', null)
    .$if(after !== undefined, (query) => query.where('clients.id', '>', after ?? null))
    .orderBy('clients.id')
    .limit(limit)
    .execute()
