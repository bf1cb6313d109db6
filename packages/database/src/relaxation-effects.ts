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

// A rule is an error, a query or a note in one version, never two of them. The newest version of each return that a change of this rule would touch; a signed one is told of, and stays as it is.
const touched = (on: EffectOn) => (on.withdraws === null ? findingNow(on) : keptAway(on))

const findingNow = ({ rule, ...of }: EffectOn) => sql`
  select ${ofVersion}, 0 as fell_away
  from ${newest}
  join finding_counts on finding_counts.submission_id = submissions.id and finding_counts.rule = ${rule}
  where ${isIn(of)}`

const keptAway = ({ rule, withdraws, ...of }: EffectOn) => sql`
  select ${ofVersion}, case entry ->> 'effect' when 'off' then (entry ->> 'findings')::integer else 0 end as fell_away
  from ${newest}
  cross join lateral jsonb_array_elements(submissions.relaxed) as entry
  left join finding_counts on finding_counts.submission_id = submissions.id and finding_counts.rule = ${rule}
  where ${isIn(of)} and submissions.relaxed is not null
    and entry ->> 'rule' = ${rule} and entry -> 'by' = jsonb_build_array(${withdraws}::text)
    and case entry ->> 'effect' when 'off' then (entry ->> 'findings')::integer > 0 else finding_counts.rule is not null end`

const ofVersion = sql`data_requests.id as data_request_id, data_requests.authority_id, submissions.state,
    coalesce(error_count, 0) as errors, coalesce(open_query_count, 0) as open_queries,
    case severity when 'error' then findings else 0 end as own_errors,
    case severity when 'query' then findings else 0 end as own_queries,
    case severity when 'query' then open_findings else 0 end as own_open,
    case severity when 'note' then findings else 0 end as own_notes`

const newest = sql`data_requests join submissions on submissions.id = data_requests.current_submission_id`

const isIn = ({ roundId, dataRequestId }: Pick<EffectOn, 'roundId' | 'dataRequestId'>) => sql`
  data_requests.round_id = ${roundId} and submissions.state in ('must-fix', 'needs-answers', 'ready', 'signed')
  and (${dataRequestId}::uuid is null or data_requests.id = ${dataRequestId}::uuid)`

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
    join (select id, code, name as authority from authorities) as whose on whose.id = touched.authority_id
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
