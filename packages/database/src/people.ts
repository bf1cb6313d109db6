import type { MembershipId, PersonId } from '@rollcall/domain/ids'
import type { Insertable } from 'kysely'
import type { Trx } from './connect.ts'
import type { MembershipsTable, PeopleTable } from './tables/people.ts'

export async function insertPerson(trx: Trx, person: Insertable<PeopleTable>): Promise<void> {
  await trx.insertInto('people').values(person).execute()
}

export async function insertMembership(trx: Trx, membership: Insertable<MembershipsTable>): Promise<void> {
  await trx.insertInto('memberships').values(membership).execute()
}

/** A membership that has not ended. */
export const findMembership = (trx: Trx, id: MembershipId) =>
  trx
    .selectFrom('memberships')
    .select(['id', 'personId', 'authorityId', 'role'])
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .executeTakeFirst()

/** Whose address it is. With the system's eyes it finds everybody. */
export const findPersonByEmail = (trx: Trx, email: string) =>
  trx
    .selectFrom('people')
    .select(['id', 'name', 'email'])
    .where('email', '=', email.trim().toLowerCase())
    .executeTakeFirst()

/** What a person may act as. Within an authority only its own memberships are seen, so their own page asks with the system's eyes. */
export const membershipsOf = (trx: Trx, personId: PersonId) =>
  trx
    .selectFrom('memberships')
    .leftJoin('authorities', 'authorities.id', 'memberships.authorityId')
    .select(['memberships.id', 'memberships.role', 'memberships.authorityId'])
    .select(['authorities.code as authorityCode', 'authorities.name as authority'])
    .where('personId', '=', personId)
    .where('endedAt', 'is', null)
    .orderBy('memberships.invitedAt')
    .execute()
