import type { OpenMatters } from '@rollcall/domain/acceptance'
import type { DataRequestId, RoundId, SubmissionId } from '@rollcall/domain/ids'
import { type RawBuilder, sql } from 'kysely'
import { clashingPairs } from './clashes.ts'
import type { Trx } from './connect.ts'

/** A signed return that waits to be accepted, and what is open about it. */
export interface ReturnToAccept extends OpenMatters {
  readonly dataRequestId: DataRequestId
  readonly submissionId: SubmissionId
  readonly version: number
  readonly kind: 'workbook' | 'nil'
  readonly code: string
  readonly authority: string
  readonly signedAt: Date
}

/** How many signed returns of a round wait to be accepted with nothing open, and how many with something. */
export async function countToAccept(trx: Trx, roundId: RoundId) {
  const { rows } = await sql<{ isOpen: boolean; count: number }>`
    select ${isOpen} as is_open, count(*)::int as count from (${toAccept(roundId)}) as waiting group by 1`.execute(
    trx,
  )
  const of = (open: boolean) => rows.find((row) => row.isOpen === open)?.count ?? 0
  return { ready: of(false), open: of(true) }
}

/** A page of those with nothing open, or of those with something: who signed first stands first. */
export async function listToAccept(
  trx: Trx,
  roundId: RoundId,
  page: { readonly isOpen: boolean; readonly limit: number; readonly offset: number },
): Promise<ReturnToAccept[]> {
  const { rows } = await sql<ReturnToAccept>`
    select * from (${toAccept(roundId)}) as waiting where ${isOpen} = ${page.isOpen}
    order by signed_at, data_request_id limit ${page.limit} offset ${page.offset}`.execute(trx)
  return rows
}

/** Those of some data requests whose returns wait to be accepted. */
export async function findToAccept(
  trx: Trx,
  roundId: RoundId,
  ids: readonly DataRequestId[],
): Promise<ReturnToAccept[]> {
  const { rows } = await sql<ReturnToAccept>`
    select * from (${toAccept(roundId)}) as waiting where data_request_id = any(${ids}::uuid[])`.execute(trx)
  return rows
}

const isOpen = sql`(not is_compared or outliers > 0 or has_clash or unread_explanations > 0)`

const toAccept = (roundId: RoundId): RawBuilder<unknown> => sql`
  with pairs as materialized (${clashingPairs(roundId)}),
    clashing as materialized (select one_id as id from pairs union select other_id from pairs)
  select
    data_requests.id as data_request_id, submissions.id as submission_id, submissions.version, submissions.kind,
    authorities.code, authorities.name as authority, sign_offs.signed_at,
    own_figures.data_request_id is not null as is_compared,
    (select count(*)::int from outliers where outliers.data_request_id = own_figures.data_request_id) as outliers,
    exists (select from clashing where clashing.id = data_requests.id) as has_clash,
    coalesce(submissions.unread_explanation_count, 0) as unread_explanations
  from data_requests
  join authorities on authorities.id = data_requests.authority_id
  join submissions on submissions.id = data_requests.current_submission_id
  join sign_offs on sign_offs.submission_id = submissions.id
  left join own_figures on own_figures.data_request_id = data_requests.id
    and own_figures.submission_id = submissions.id
  where data_requests.round_id = ${roundId} and data_requests.state = 'signed'`
