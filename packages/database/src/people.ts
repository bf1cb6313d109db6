import type { Insertable } from 'kysely'
import type { Trx } from './connect.ts'
import type { MembershipsTable, PeopleTable } from './tables/people.ts'

export async function insertPerson(trx: Trx, person: Insertable<PeopleTable>): Promise<void> {
  await trx.insertInto('people').values(person).execute()
}

export async function insertMembership(trx: Trx, membership: Insertable<MembershipsTable>): Promise<void> {
  await trx.insertInto('memberships').values(membership).execute()
}
