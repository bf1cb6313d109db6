import { sql } from 'kysely'
import { hasBrokenAddress } from './broken-addresses.ts'

export const reaches = ['nobody', 'not all'] as const
/** Which authorities, by whether their people can be written to: those of which nobody can, or somebody cannot. */
export type Reach = (typeof reaches)[number]

// Of the authority that is `authorities` of the query.
const people = sql`from memberships join people on people.id = memberships.person_id
  where memberships.authority_id = authorities.id and memberships.ended_at is null`

/** Whether an authority is one of those. */
export const isReached: Readonly<Record<Reach, ReturnType<typeof sql<boolean>>>> = {
  nobody: sql<boolean>`not exists (select ${people} and not ${hasBrokenAddress})`,
  'not all': sql<boolean>`exists (select ${people} and ${hasBrokenAddress})`,
}

/** How many people act for an authority. */
export const countPeople = sql<number>`(select count(distinct people.id)::int ${people})`

/** And how many of them cannot be reached. */
export const countUnreached = sql<number>`(select count(distinct people.id)::int ${people} and ${hasBrokenAddress})`
