import type { MembershipId, PersonId } from '@rollcall/domain/ids'
import type { Membership } from '@rollcall/domain/membership'
import { problems } from '@rollcall/domain/problems'
import type { Member } from '@rollcall/domain/viewer'
import type { Insertable, Updateable } from 'kysely'
import type { Trx } from './connect.ts'
import { sameAs } from './same-as.ts'
import type { MembershipsTable, PeopleTable } from './tables/people.ts'

export async function insertPerson(trx: Trx, person: Insertable<PeopleTable>): Promise<void> {
  await trx.insertInto('people').values(person).execute()
}

/** Gives a person a role, unless they have it: then `false`. */
export async function insertMembership(trx: Trx, membership: Insertable<MembershipsTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('memberships')
    .values(membership)
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Gives a person their place by their address, or finds who has it already: then their name stays as it is. With the system's eyes. */
export async function ensurePerson(
  trx: Trx,
  { name, email: typed }: { readonly name: string; readonly email: string },
): Promise<PersonId> {
  const email = typed.trim().toLowerCase()
  await trx
    .insertInto('people')
    .values({ name, email })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .execute()
  const { id } = await trx
    .selectFrom('people')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirstOrThrow()
  return id
}

export const getPerson = (trx: Trx, id: PersonId) =>
  trx
    .selectFrom('people')
    .select(['name', 'email'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'person' }))

/** A membership that has not ended. */
export const findMembership = (trx: Trx, id: MembershipId) =>
  liveMemberships(trx).where('id', '=', id).executeTakeFirst()

/** The same, or a Problem. */
export const getMembership = (trx: Trx, id: MembershipId): Promise<Membership> =>
  liveMemberships(trx)
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'person' }))

/** Those who have a role in an authority, or in the office, held in one order so that two cannot send each other away. */
export const lockMembershipsOfRole = (
  trx: Trx,
  { role, authorityId }: Pick<Member, 'role' | 'authorityId'>,
) =>
  liveMemberships(trx)
    .where('role', '=', role)
    .where('authorityId', sameAs(authorityId), authorityId)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()

/** The membership somebody has that a viewer is. */
export const findMembershipOf = (trx: Trx, { personId, role, authorityId }: Member) =>
  liveMemberships(trx)
    .where('personId', '=', personId)
    .where('role', '=', role)
    .where('authorityId', sameAs(authorityId), authorityId)
    .executeTakeFirst()

/** The membership of whoever has this address, which is written in small letters. */
export const findMembershipByEmail = (
  trx: Trx,
  { email, role, authorityId }: Pick<Member, 'role' | 'authorityId'> & { readonly email: string },
) =>
  trx
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.personId')
    .select('memberships.id')
    .where('people.email', '=', email)
    .where('memberships.role', '=', role)
    .where('memberships.authorityId', sameAs(authorityId), authorityId)
    .where('memberships.endedAt', 'is', null)
    .executeTakeFirst()

export async function endMembership(
  trx: Trx,
  id: MembershipId,
  change: Pick<Updateable<MembershipsTable>, 'endedBy' | 'endedAt' | 'handedTo'>,
): Promise<void> {
  await trx.updateTable('memberships').set(change).where('id', '=', id).execute()
}

/** Everybody this viewer may see who has a role now, in a lasting order, from the one after `after`. */
export const listPeople = (trx: Trx, { limit, after }: { limit: number; after?: MembershipId | undefined }) =>
  trx
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.personId')
    .leftJoin('authorities', 'authorities.id', 'memberships.authorityId')
    .select(['memberships.id as membershipId', 'memberships.role', 'memberships.invitedAt'])
    .select(['people.id as personId', 'people.name', 'people.email'])
    .select(['authorities.code as authorityCode', 'authorities.name as authority'])
    .where('memberships.endedAt', 'is', null)
    .$if(after !== undefined, (query) => query.where('memberships.id', '>', after ?? null))
    .orderBy('memberships.id')
    .limit(limit)
    .execute()

const liveMemberships = (trx: Trx) =>
  trx.selectFrom('memberships').select(['id', 'personId', 'authorityId', 'role']).where('endedAt', 'is', null)

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
