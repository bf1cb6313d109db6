import type { DataRequestId, RelaxationId, RoundId } from '@rollcall/domain/ids'
import { sql } from 'kysely'
import type { Trx } from './connect.ts'

/** What a rule is to be relaxed for, or no longer. */
export interface EffectOn {
  readonly roundId: RoundId
  readonly rule: string
  /** Of one authority; null for all. */
  readonly dataRequestId: DataRequestId | null
  /** The one that is to be withdrawn: what it alone keeps away would come back. */
  readonly withdraws: RelaxationId | null
}

type NewestState = 'must-fix' | 'needs-answers' | 'ready' | 'signed'

/** One return in which the rule finds something, or did before it was relaxed. */
export interface TouchedReturn {
  readonly dataRequestId: DataRequestId
  readonly code: string
  readonly authority: string
  readonly state: NewestState
  readonly errors: number
  readonly openQueries: number
  /** Of these, the rule's own. */
  readonly ownErrors: number
  readonly ownQueries: number
  readonly ownOpen: number
  readonly ownNotes: number
  /** Findings that would come back. */
  readonly fellAway: number
}

// The newest version of each return that a change of this rule would touch; a signed one is told of, and stays as it is.
const touched = ({ roundId, rule, dataRequestId, withdraws }: EffectOn) => sql`
  select data_requests.id as data_request_id, authorities.code, authorities.name as authority, submissions.state,
    coalesce(error_count, 0) as errors, coalesce(open_query_count, 0) as open_queries,
    own.errors as own_errors, own.queries as own_queries, own.open as own_open, own.notes as own_notes, gone.findings as fell_away
  from data_requests
  join submissions on submissions.id = data_requests.current_submission_id
  join authorities on authorities.id = data_requests.authority_id
  cross join lateral (
    select coalesce(sum(findings) filter (where severity = 'error'), 0)::integer as errors,
      coalesce(sum(findings) filter (where severity = 'query'), 0)::integer as queries,
      coalesce(sum(open_findings) filter (where severity = 'query'), 0)::integer as open,
      coalesce(sum(findings) filter (where severity = 'note'), 0)::integer as notes
    from finding_counts where submission_id = submissions.id and rule = ${rule}
  ) as own
  cross join lateral (
    select coalesce(sum((entry ->> 'findings')::integer) filter (where entry ->> 'effect' = 'off'), 0)::integer as findings,
      coalesce(bool_or(entry ->> 'effect' = 'query'), false) as made_queries
    from jsonb_array_elements(submissions.relaxed) as entry
    where entry ->> 'rule' = ${rule} and entry -> 'by' = jsonb_build_array(${withdraws}::text)
  ) as gone
  where data_requests.round_id = ${roundId}
    and submissions.state in ('must-fix', 'needs-answers', 'ready', 'signed')
    and (${dataRequestId}::uuid is null or data_requests.id = ${dataRequestId}::uuid)
    and case when ${withdraws}::uuid is null then own.errors + own.queries + own.notes > 0
      else gone.findings > 0 or (gone.made_queries and own.queries > 0) end`

/** A part of them, those with most findings first. */
export async function listTouchedReturns(
  trx: Trx,
  on: EffectOn,
  { limit, skip }: { readonly limit: number; readonly skip: number },
): Promise<TouchedReturn[]> {
  const { rows } = await sql<TouchedReturn>`
    select data_request_id as "dataRequestId", code, authority, state, errors, open_queries as "openQueries",
      own_errors as "ownErrors", own_queries as "ownQueries", own_open as "ownOpen", own_notes as "ownNotes", fell_away as "fellAway"
    from (${touched(on)}) as touched
    order by own_errors + own_queries + own_notes + fell_away desc, authority, data_request_id
    limit ${limit} offset ${skip}
  `.execute(trx)
  return rows
}

/** How many there are, alike by what there is in them: of each number only whether it is more than nought. */
export async function countTouchedReturns(trx: Trx, on: EffectOn) {
  const { rows } = await sql<{
    readonly state: NewestState
    readonly otherErrors: boolean
    readonly otherOpen: boolean
    readonly ownErrors: boolean
    readonly ownQueries: boolean
    readonly ownOpen: boolean
    readonly fellAway: boolean
    readonly returns: number
    readonly findings: number
  }>`
    select state, errors > own_errors as "otherErrors", open_queries > own_open as "otherOpen",
      own_errors > 0 as "ownErrors", own_queries > 0 as "ownQueries", own_open > 0 as "ownOpen", fell_away > 0 as "fellAway",
      count(*)::integer as returns, sum(own_errors + own_queries + own_notes + fell_away)::integer as findings
    from (${touched(on)}) as touched
    group by 1, 2, 3, 4, 5, 6, 7
  `.execute(trx)
  return rows
}
