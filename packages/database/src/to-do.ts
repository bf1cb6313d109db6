import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { underWay } from '@rollcall/domain/data-request'
import type { PersonId, RoundId } from '@rollcall/domain/ids'
import { notCheckedCode } from '@rollcall/domain/submission-life'
import { type ToDoGroup, toDoGroups } from '@rollcall/domain/to-do'
import { type RawBuilder, sql } from 'kysely'
import { clashingPairs } from './clashes.ts'
import type { Trx } from './connect.ts'
import { isStillOwed } from './listed-letters.ts'
import { addressesToMend, messagesToLookAt } from './messages-to-look-at.ts'
import { officeHadTheLastWord } from './own-requests.ts'

interface Of {
  readonly roundId: RoundId
  readonly today: CalendarDate
  /** Whom it is to wait for: what they proposed themselves waits for others to approve. */
  readonly reader: PersonId
}

/** One thing that waits for a person of the office. */
interface Waiting {
  /** Of what the group is about: a data request, a data query. */
  readonly id: string
  readonly code: string | null
  /** Null where it is about the whole round. */
  readonly authority: string | null
  /** Since when somebody waits. */
  readonly since: Date
  /** The day it was due, or is asked for. */
  readonly dueOn: CalendarDate | null
}

interface Counted {
  readonly group: ToDoGroup
  readonly count: number
  readonly since: Date | null
}

/** How much of each kind waits in a round, and since when the longest waits. */
export async function countToDo(trx: Trx, of: Of): Promise<Counted[]> {
  const counts = toDoGroups.map(
    (group) => sql`
      select ${sql.lit(group)}::text as "group", count(*)::int as count, min(since) as since
      from (${waiting[group](of)}) as waiting`,
  )
  const { rows } = await sql<Counted>`${sql.join(counts, sql` union all `)}`.execute(trx)
  return rows
}

/** The same, with the first of each kind in the order in which they are listed, each kind read once. */
export async function countToDoWithFirst(
  trx: Trx,
  of: Of,
): Promise<(Counted & { readonly first: Waiting | null })[]> {
  const firsts = toDoGroups.map(
    (group) => sql`(
      select ${sql.lit(group)}::text as "group", count(*) over ()::int as count, min(since) over () as longest,
        waiting.id, waiting.authority_id, waiting.since, waiting.due_on
      from (${waiting[group](of)}) as waiting
      order by waiting.due_on, waiting.since, waiting.id
      limit 1)`,
  )
  const { rows } = await sql<Waiting & Pick<Counted, 'group' | 'count'> & { readonly longest: Date }>`
    select firsts."group", firsts.count, firsts.longest, firsts.id, authorities.code, authorities.name as authority,
      firsts.since, firsts.due_on
    from (${sql.join(firsts, sql` union all `)}) as firsts
    left join authorities on authorities.id = firsts.authority_id`.execute(trx)
  const found = new Map(rows.map((row) => [row.group, row]))
  return toDoGroups.map((group) => {
    const row = found.get(group)
    if (row === undefined) return { group, count: 0, since: null, first: null }
    const { count, longest, id, code, authority, since, dueOn } = row
    return { group, count, since: longest, first: { id, code, authority, since, dueOn } }
  })
}

/** A page of what waits of one kind: first what has waited longest, or was due first. */
export async function listToDo(
  trx: Trx,
  group: ToDoGroup,
  of: Of,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<Waiting[]> {
  const { rows } = await sql<Waiting>`
    select waiting.id, authorities.code, authorities.name as authority, waiting.since, waiting.due_on
    from (${waiting[group](of)}) as waiting
    left join authorities on authorities.id = waiting.authority_id
    order by waiting.due_on, waiting.since, waiting.id
    limit ${limit} offset ${offset}`.execute(trx)
  return rows
}

const openQueries = (roundId: RoundId) => sql`
  from data_requests join data_queries on data_queries.data_request_id = data_requests.id
  where data_requests.round_id = ${roundId} and data_queries.closed_at is null`

const none = sql`null::date as due_on`

/** What waits, kind by kind: whose it is, since when, and by when it was wanted. */
const waiting: Readonly<Record<ToDoGroup, (of: Of) => RawBuilder<unknown>>> = {
  failed: ({ roundId }) => sql`
    select data_requests.id, data_requests.authority_id, submissions.received_at as since, ${none}
    from data_requests join submissions on submissions.id = data_requests.current_submission_id
    where data_requests.round_id = ${roundId}
      and submissions.state = 'refused' and submissions.refusal_code = ${notCheckedCode}`,
  overdue: ({ roundId, today }) => sql`
    select data_queries.id, data_queries.authority_id, data_queries.raised_at as since, data_queries.due_on
    ${openQueries(roundId)} and data_queries.due_on < ${today}::date and ${officeHadTheLastWord}`,
  answered: ({ roundId }) => sql`
    select data_queries.id, data_queries.authority_id, ${none}, (
      select written_at from data_query_messages
      where data_query_messages.data_query_id = data_queries.id order by id desc limit 1
    ) as since
    ${openQueries(roundId)} and not ${officeHadTheLastWord}`,
  'more-time': ({ roundId }) => sql`
    select extensions.id, extensions.authority_id, extensions.asked_at as since, extensions.asked_until as due_on
    from data_requests join extensions on extensions.data_request_id = data_requests.id
    where data_requests.round_id = ${roundId} and extensions.state = 'asked'`,
  questions: ({ roundId }) => sql`
    select questions.id, questions.authority_id, questions.asked_at as since, ${none}
    from questions
    where questions.round_id = ${roundId}
      and not exists (select from round_answers where round_answers.question_id = questions.id)`,
  messages: ({ roundId }) => messagesToLookAt(roundId),
  addresses: ({ roundId }) => addressesToMend(roundId, underWay),
  relaxations: ({ roundId, reader }) => sql`
    select relaxations.id, data_requests.authority_id, relaxations.proposed_at as since, ${none}
    from relaxations left join data_requests on data_requests.id = relaxations.data_request_id
    where relaxations.round_id = ${roundId} and relaxations.decision is null and relaxations.proposed_by <> ${reader}`,
  extracts: ({ roundId, reader }) => sql`
    select round_extracts.id, null::uuid as authority_id, round_extracts.asked_at as since, ${none}
    from round_extracts
    where round_extracts.round_id = ${roundId} and decision is null and ended_at is null
      and round_extracts.asked_by <> ${reader}`,
  letters: ({ roundId, today, reader }) => sql`
    select letters.id, letters.authority_id, letters.made_at as since, letters.due_on
    from letters join data_requests on data_requests.id = letters.data_request_id
    join rounds on rounds.id = letters.round_id
    where letters.round_id = ${roundId} and letters.state = 'proposed' and ${isStillOwed(today)}
      and letters.proposed_by is distinct from ${reader}`,
  explanations: ({ roundId }) => sql`
    select data_requests.id, data_requests.authority_id, sign_offs.signed_at as since, ${none}
    from data_requests
    join submissions on submissions.id = data_requests.current_submission_id
    join sign_offs on sign_offs.submission_id = submissions.id
    where data_requests.round_id = ${roundId} and data_requests.state in ('signed', 'queried')
      and submissions.unread_explanation_count > 0`,
  accept: ({ roundId }) => sql`
    select data_requests.id, data_requests.authority_id, sign_offs.signed_at as since, ${none}
    from data_requests join sign_offs on sign_offs.submission_id = data_requests.current_submission_id
    where data_requests.round_id = ${roundId} and data_requests.state = 'signed'`,
  clashes: ({ roundId }) => sql`
    select pairs.one_id as id, one.authority_id, greatest(own_figures.read_at, others.read_at) as since, ${none}
    from (${clashingPairs(roundId)}) as pairs
    join data_requests as one on one.id = pairs.one_id
    join data_requests as other on other.id = pairs.other_id
    join own_figures on own_figures.data_request_id = one.id
    join own_figures as others on others.data_request_id = other.id
    where one.state = 'signed' or other.state = 'signed'`,
  outliers: ({ roundId }) => sql`
    select data_requests.id, data_requests.authority_id, sign_offs.signed_at as since, ${none}
    from data_requests
    join own_figures on own_figures.data_request_id = data_requests.id
      and own_figures.submission_id = data_requests.current_submission_id
    join sign_offs on sign_offs.submission_id = own_figures.submission_id
    where data_requests.round_id = ${roundId} and data_requests.state = 'signed'
      and exists (select from outliers where outliers.data_request_id = data_requests.id)`,
}
