import type { Clash } from '@rollcall/domain/clash'
import type { DataRequestId, RoundId } from '@rollcall/domain/ids'
import type { RequestState } from '@rollcall/domain/request-life'
import { sql } from 'kysely'
import type { Trx } from './connect.ts'

/** Pairs of authorities whose returns in the figures each claim what looks like the same child, and how many such children. */
export async function listClashes(trx: Trx, roundId: RoundId): Promise<Clash[]> {
  const pairs = await trx
    .with('claimedTwice', (db) =>
      db
        .selectFrom('fingerprints')
        .select('mark')
        .where('roundId', '=', roundId)
        .groupBy('mark')
        .having(({ fn }) => fn.countAll(), '>', 1),
    )
    .with('claims', (db) =>
      db
        .selectFrom('fingerprints')
        .innerJoin('claimedTwice', 'claimedTwice.mark', 'fingerprints.mark')
        .innerJoin('authorities', 'authorities.id', 'fingerprints.authorityId')
        .select(['fingerprints.mark', 'authorities.code'])
        .where('fingerprints.roundId', '=', roundId),
    )
    .selectFrom('claims as one')
    .innerJoin('claims as other', (join) =>
      join.onRef('one.mark', '=', 'other.mark').onRef('one.code', '<', 'other.code'),
    )
    .select(['one.code as first', 'other.code as second', sql<number>`count(*)::int`.as('children')])
    .groupBy(['one.code', 'other.code'])
    .orderBy('one.code')
    .orderBy('other.code')
    .execute()
  return pairs.map(({ first, second, children }) => ({ authorities: [first, second], children }))
}

/** How many children of the authorities that are in both rounds are in both, as far as their marks tell. */
export async function countChildrenInBoth(trx: Trx, roundId: RoundId, lastRoundId: RoundId): Promise<number> {
  const marks = (of: RoundId) => sql`
    select mark from fingerprints where round_id = ${of} and authority_id in (select authority_id from in_both)`
  const { rows } = await sql<{ children: number }>`
    with in_both as materialized (
      select authority_id from contributions where round_id = ${roundId}
      intersect select authority_id from contributions where round_id = ${lastRoundId}
    )
    select count(*)::int as children from (${marks(roundId)} intersect ${marks(lastRoundId)}) as children`.execute(
    trx,
  )
  return rows[0]?.children ?? 0
}

interface ClaimedBy {
  readonly id: DataRequestId
  readonly name: string
  readonly code: string
  readonly state: RequestState
}

/** Two signed returns that each claim what looks like the same child, accepted yet or not. */
export interface SignedClash {
  readonly one: ClaimedBy
  readonly other: ClaimedBy
  readonly children: number
}

/** The data requests of a round whose returns are signed and not taken back, and were read as they are now. */
const comparedRequests = (roundId: RoundId) => sql`
  select data_requests.id from data_requests
  join own_figures on own_figures.data_request_id = data_requests.id
    and own_figures.submission_id = data_requests.current_submission_id
  where data_requests.round_id = ${roundId} and data_requests.state in ('signed', 'queried', 'accepted')`

/** Which signed returns of a round have the same children, in place of what was found before. */
export async function replaceSignedClashes(trx: Trx, roundId: RoundId): Promise<void> {
  await trx.deleteFrom('signedClashes').where('roundId', '=', roundId).execute()
  await sql`
    insert into signed_clashes (round_id, one_id, other_id, children)
    with claims as materialized (
      select mark, data_request_id from signed_marks
      where round_id = ${roundId} and data_request_id in (${comparedRequests(roundId)})
        and mark in (select mark from signed_marks where round_id = ${roundId} group by mark having count(*) > 1)
    )
    select ${roundId}::uuid, one.data_request_id, other.data_request_id, count(*)
    from claims as one join claims as other on other.mark = one.mark and other.data_request_id > one.data_request_id
    group by one.data_request_id, other.data_request_id`.execute(trx)
}

/** Pairs of data requests whose returns claim the same children: `one_id`, `other_id` and how many. */
export const clashingPairs = (roundId: RoundId) => sql`
  select one_id, other_id, children from signed_clashes
  where round_id = ${roundId}
    and one_id in (${comparedRequests(roundId)}) and other_id in (${comparedRequests(roundId)})`

/** How many pairs of signed returns clash. */
export async function countSignedClashes(trx: Trx, roundId: RoundId): Promise<number> {
  const { rows } = await sql<{
    count: number
  }>`select count(*)::int as count from (${clashingPairs(roundId)}) as pairs`.execute(trx)
  return rows[0]?.count ?? 0
}

/** A page of them: first where a return still waits to be accepted, and of these where most children are. */
export async function listSignedClashes(
  trx: Trx,
  roundId: RoundId,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<SignedClash[]> {
  const { rows } = await sql<SignedClash>`
    select pairs.children,
      ${claimedBy('one', 'one_authority')} as one,
      ${claimedBy('other', 'other_authority')} as other
    from (${clashingPairs(roundId)}) as pairs
    join data_requests as one on one.id = pairs.one_id
    join data_requests as other on other.id = pairs.other_id
    join authorities as one_authority on one_authority.id = one.authority_id
    join authorities as other_authority on other_authority.id = other.authority_id
    order by (one.state = 'signed' or other.state = 'signed') desc, pairs.children desc, pairs.one_id, pairs.other_id
    limit ${limit} offset ${offset}`.execute(trx)
  return rows
}

const claimedBy = (request: string, authority: string) => sql`json_build_object(
  'id', ${sql.ref(`${request}.id`)}, 'state', ${sql.ref(`${request}.state`)},
  'name', ${sql.ref(`${authority}.name`)}, 'code', ${sql.ref(`${authority}.code`)})`

/** With which authorities one signed return claims the same children, and how many. */
export async function listClashesOf(
  trx: Trx,
  { id, roundId }: { readonly id: DataRequestId; readonly roundId: RoundId },
): Promise<{ readonly authority: string; readonly children: number }[]> {
  const { rows } = await sql<{ authority: string; children: number }>`
    select authorities.name as authority, pairs.children
    from (${clashingPairs(roundId)}) as pairs
    join data_requests on data_requests.id = case pairs.one_id when ${id} then pairs.other_id else pairs.one_id end
    join authorities on authorities.id = data_requests.authority_id
    where ${id} in (pairs.one_id, pairs.other_id)
    order by authorities.name`.execute(trx)
  return rows
}
