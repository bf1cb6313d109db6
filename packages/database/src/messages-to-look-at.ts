import type { BrokenAddressId, RoundId } from '@rollcall/domain/ids'
import { sql } from 'kysely'
import type { Trx } from './connect.ts'

/**
 * Whether somebody of the office has to look at a message: it is unclear, or it did not reach a person who still has the role, whose address
 * is not known to be broken, and to whom it was not sent again. The message is `messages` of the query.
 */
export const isToLookAt = sql<boolean>`(
  messages.state in ('unclear', 'given up', 'came back') and messages.settled_by is null
  and (messages.state = 'unclear' or (
    not exists (select from messages as again where again.resends = messages.id)
    and exists (select from memberships where memberships.person_id = messages.person_id
      and memberships.authority_id is not distinct from messages.authority_id and memberships.ended_at is null)
    and not exists (select from broken_addresses join people
      on people.id = broken_addresses.person_id and people.email = broken_addresses.address
      where broken_addresses.person_id = messages.person_id and cleared_at is null))))`

/** How the post of all rounds goes: what waits and since when, what went in the last hour and day, and what somebody has to look at. */
export async function getPost(trx: Trx, now: Date) {
  const { rows } = await sql<{
    waiting: number
    due: number
    dueSince: Date | null
    sending: number
    lastHour: number
    lastDay: number
    toLookAt: number
    brokenAddresses: number
  }>`
    select waits.waiting, waits.due, waits.due_since, went.last_hour, went.last_day,
      (select count(*)::int from messages where state = 'sending') as sending,
      (select count(*)::int from messages where ${isToLookAt}) as to_look_at,
      (select count(*)::int from (${brokenNow}) as broken) as broken_addresses
    from (
      select count(*)::int as waiting, count(*) filter (where send_after <= ${now})::int as due,
        min(send_after) filter (where send_after <= ${now}) as due_since
      from messages where state = 'waiting'
    ) as waits, (
      select count(*) filter (where begun_at > ${now}::timestamptz - interval '1 hour')::int as last_hour,
        count(*)::int as last_day
      from messages where begun_at > ${now}::timestamptz - interval '1 day'
        and state in ('sent', 'delivered', 'came back', 'complained about')
    ) as went`.execute(trx)
  const [post] = rows
  if (post === undefined) throw new Error('Postgres counted nothing')
  return post
}

/** Addresses that do not work, of people who have a role now. */
const brokenNow = sql`
  select broken_addresses.id from broken_addresses
  join people on people.id = broken_addresses.person_id and people.email = broken_addresses.address
  where cleared_at is null
    and exists (select from memberships where memberships.person_id = people.id and ended_at is null)`

/** Some of the addresses that do not work, of people who have a role now: those that were found first. */
export async function listBrokenNow(trx: Trx, limit: number) {
  const { rows } = await sql<{
    id: BrokenAddressId
    person: string
    foundAt: Date
    authority: string | null
  }>`
    select broken_addresses.id, people.name as person, found_at,
      (select string_agg(coalesce(authorities.name, 'The office'), ', ' order by authorities.name)
        from memberships left join authorities on authorities.id = memberships.authority_id
        where memberships.person_id = people.id and ended_at is null) as authority
    from (${brokenNow}) as broken
    join broken_addresses on broken_addresses.id = broken.id
    join people on people.id = broken_addresses.person_id
    order by found_at, broken_addresses.id
    limit ${limit}`.execute(trx)
  return rows
}

/** What of a round waits for somebody to look at, as things to do are read: messages. */
export const messagesToLookAt = (roundId: RoundId) => sql`
  select messages.id, messages.authority_id, coalesce(messages.settled_at, messages.send_after) as since, null::date as due_on
  from messages where messages.round_id = ${roundId} and ${isToLookAt}`

/** And the addresses that do not work, of people whose return is not done. */
export const addressesToMend = (roundId: RoundId, underWay: readonly string[]) => sql`
  select broken_addresses.id, data_requests.authority_id, broken_addresses.found_at as since, null::date as due_on
  from (${brokenNow}) as broken
  join broken_addresses on broken_addresses.id = broken.id
  join memberships on memberships.person_id = broken_addresses.person_id and memberships.ended_at is null
  join data_requests on data_requests.authority_id = memberships.authority_id
  where data_requests.round_id = ${roundId} and data_requests.state = any(${underWay}::text[])
  group by 1, 2, 3`
