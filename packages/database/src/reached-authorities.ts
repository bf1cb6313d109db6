import { sql } from 'kysely'
import { hasBrokenAddress } from './broken-addresses.ts'

export const reaches = ['nobody', 'not all'] as const
/** Which authorities, by whether their people can be written to: those of which nobody can, or somebody cannot. */
export type Reach = (typeof reaches)[number]

const broken = sql`(select broken_addresses.person_id from broken_addresses
  join people on people.id = broken_addresses.person_id and people.email = broken_addresses.address where cleared_at is null)`

// Found once for a query, and not anew for each authority.
const whoseMembers = sql`select memberships.authority_id from memberships
  where memberships.ended_at is null and memberships.authority_id is not null`

/** Those of which somebody can be written to: a person who acts for them has an address that is not known to be broken. */
export const withinReach = sql`(${whoseMembers} and memberships.person_id not in ${broken})`

const membersOf = (of: string) => sql`select from memberships join people on people.id = memberships.person_id
  where memberships.authority_id = ${sql.ref(`${of}.authorityId`)} and memberships.ended_at is null`

/** Of few authorities, each by itself: whether somebody acts for the one that a part of the query is about. */
export const hasPeople = (of: string) => sql<boolean>`exists (${membersOf(of)})`

/** And whether one of them can be written to. */
export const isWithinReach = (of: string) =>
  sql<boolean>`exists (${membersOf(of)} and not ${hasBrokenAddress})`

/** Whether the authority that is `authorities` of the query is one of those of whom nobody can be written to, or somebody cannot. */
export const isReached: Readonly<Record<Reach, ReturnType<typeof sql<boolean>>>> = {
  nobody: sql<boolean>`authorities.id not in ${withinReach}`,
  // There are few of them: as an array they are looked up, one by one.
  'not all': sql<boolean>`authorities.id = any(array(${whoseMembers} and memberships.person_id = any(array${broken})))`,
}

const people = sql`from memberships join people on people.id = memberships.person_id
  where memberships.authority_id = authorities.id and memberships.ended_at is null`

/** How many people act for an authority. */
export const countPeople = sql<number>`(select count(distinct people.id)::int ${people})`

/** And how many of them cannot be reached. */
export const countUnreached = sql<number>`(select count(distinct people.id)::int ${people} and ${hasBrokenAddress})`
