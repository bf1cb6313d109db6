import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { underWay } from '@rollcall/domain/data-request'
import type { DataRequestId, RoundId } from '@rollcall/domain/ids'
import { cameIn, outstanding, type ProgressOn } from '@rollcall/domain/progress'
import { type RequestState, requestStates } from '@rollcall/domain/request-life'
import { type RawBuilder, sql } from 'kysely'
import { hasBrokenAddress } from './broken-addresses.ts'
import type { Trx } from './connect.ts'
import { containing } from './containing.ts'
import { literals } from './literals.ts'
import { countPeople, countUnreached, isReached, type Reach } from './reached-authorities.ts'

/** What the table of a board can be sorted by. */
export const boardSorts = [
  'authority',
  'region',
  'state',
  'due',
  'late',
  'version',
  'left',
  'questions',
] as const
export type BoardSort = (typeof boardSorts)[number]

/** Which authorities of a round. */
export interface BoardFilter {
  readonly roundId: RoundId
  readonly isOutstanding: boolean
  readonly state?: RequestState | undefined
  readonly region?: string | undefined
  readonly isOverdue: boolean
  /** Some of an authority's name, or its code. */
  readonly text?: string | undefined
  /** By whether its people can be written to. */
  readonly reach?: Reach | undefined
}

export interface BoardOrder {
  readonly sort: BoardSort
  readonly isDescending: boolean
  readonly limit: number
  readonly offset: number
}

/** How many requests of a round are in each state in each region, and how many of them are overdue. */
export const countRequests = (trx: Trx, roundId: RoundId, today: CalendarDate) =>
  requestsOfRound(trx, roundId)
    .select(({ fn }) => [
      'authorities.region',
      'dataRequests.state',
      fn.countAll<number>().as('count'),
      fn.countAll<number>().filterWhere(isOverdue(today)).as('overdue'),
    ])
    .groupBy(['authorities.region', 'dataRequests.state'])
    .execute()

/** What each day added to the returns that are signed, or took from them: by the days of London. */
export async function listProgress(trx: Trx, roundId: RoundId): Promise<ProgressOn[]> {
  const { rows } = await sql<ProgressOn>`
    with signed as (
      select sign_offs.data_request_id, sign_offs.submission_id, sign_offs.signed_at,
        min(sign_offs.signed_at) over (partition by sign_offs.data_request_id) as first_at,
        data_requests.due_on, data_requests.state, data_requests.current_submission_id
      from data_requests join sign_offs on sign_offs.data_request_id = data_requests.id
      where data_requests.round_id = ${roundId}
    ), spans as (
      select ${hour('signed_at')} as from_at, ${hour('first_at')} as first_at, due_on,
        case when state not in (${literals(cameIn)}) or submission_id <> current_submission_id
        then ${hour(endOfSignature)} end as until_at,
        count(*) as count
      from signed
      group by 1, 2, 3, 4
    ), changes as (
      select ${london('from_at')} as day, count as step, ${london('first_at')} <= due_on as is_on_time from spans
      union all
      select ${london('until_at')}, -count, ${london('first_at')} <= due_on from spans where until_at is not null
    )
    select day, sum(step)::int as signed, coalesce(sum(step) filter (where is_on_time), 0)::int as on_time
    from changes group by day order by day`.execute(trx)
  return rows
}

// A signature is over when another version comes in, or when the return is reopened and that is not taken back.
const endOfSignature = `least(
  (select min(later.received_at) from submissions as later
    where later.data_request_id = signed.data_request_id
    and later.version > (select version from submissions where submissions.id = signed.submission_id)),
  (select min(decided_at) from return_decisions
    where return_decisions.data_request_id = signed.data_request_id
    and decision = 'reopened' and decided_at >= signed.signed_at
    and not exists (select from return_decisions as later where later.takes_back = return_decisions.id)))`

/** How many authorities a filter leaves. */
export async function countBoard(trx: Trx, filter: BoardFilter, today: CalendarDate): Promise<number> {
  const { count } = await filtered(trx, filter, today)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** A page of the table. What is told of each authority is read only for those that stand on the page. */
export async function listBoard(trx: Trx, filter: BoardFilter, order: BoardOrder, today: CalendarDate) {
  const { of, key } = keys(filter.roundId, today)[order.sort]
  const onPage = await filtered(trx, filter, today)
    .select('dataRequests.id')
    .$if(of !== undefined, (query) =>
      query.leftJoin((of ?? sql<Sorted>``).as('sorted'), 'sorted.id', 'dataRequests.id'),
    )
    .orderBy(key, (by) => (order.isDescending ? by.desc() : by.asc()).nullsLast())
    .orderBy('authorities.name')
    .orderBy('dataRequests.id')
    .limit(order.limit)
    .offset(order.offset)
    .execute()
  const ids = onPage.map(({ id }) => id)
  const rows = new Map((await readRows(trx, ids, today)).map((row) => [row.id, row]))
  return ids.flatMap((id) => rows.get(id) ?? [])
}

export type BoardRow = Awaited<ReturnType<typeof listBoard>>[number]

const readRows = (trx: Trx, ids: readonly DataRequestId[], today: CalendarDate) =>
  trx
    .selectFrom('dataRequests')
    .innerJoin('authorities', 'authorities.id', 'dataRequests.authorityId')
    .leftJoin('submissions', 'submissions.id', 'dataRequests.currentSubmissionId')
    .select(['dataRequests.id', 'dataRequests.state', 'dataRequests.dueOn', 'dataRequests.authorityId'])
    .select(['authorities.name', 'authorities.code', 'authorities.region'])
    .select(['submissions.version', 'submissions.state as submissionState'])
    .select(['submissions.errorCount', 'submissions.openQueryCount'])
    .select([daysLate(today, firstOfOne).as('daysLate'), openQuestions.as('openQuestions')])
    .select([lastDone.as('lastDone'), countPeople.as('people'), countUnreached.as('unreached')])
    .where('dataRequests.id', '=', sql<DataRequestId>`any(${ids}::uuid[])`)
    .execute()

/** Those of a round who have not signed, with everybody who acts for them: in the order of names, one row a person. */
export const listOutstandingPeople = (trx: Trx, filter: BoardFilter, today: CalendarDate) =>
  filtered(trx, { ...filter, isOutstanding: true }, today)
    .leftJoin('memberships', (join) =>
      join
        .onRef('memberships.authorityId', '=', 'dataRequests.authorityId')
        .on('memberships.endedAt', 'is', null),
    )
    .leftJoin('people', 'people.id', 'memberships.personId')
    .select(['authorities.code', 'authorities.name as authority', 'authorities.region'])
    .select(['dataRequests.state', 'dataRequests.dueOn', daysLate(today, firstOfOne).as('daysLate')])
    .select(['memberships.role', 'people.name', 'people.email', hasBrokenAddress.as('isBroken')])
    .orderBy('authorities.name')
    .orderBy('dataRequests.id')
    .orderBy('memberships.role')
    .orderBy('people.name')
    .execute()

/** Everybody who acts for those on a page. */
export const listPeopleOf = (trx: Trx, rows: readonly Pick<BoardRow, 'authorityId'>[]) =>
  trx
    .selectFrom('memberships')
    .innerJoin('people', 'people.id', 'memberships.personId')
    .select(['memberships.authorityId', 'memberships.role', 'people.name', 'people.email'])
    .select(hasBrokenAddress.as('isBroken'))
    .where(
      'memberships.authorityId',
      '=',
      sql<(typeof rows)[number]['authorityId']>`any(${rows.map(({ authorityId }) => authorityId)}::uuid[])`,
    )
    .where('memberships.endedAt', 'is', null)
    .orderBy('memberships.role')
    .orderBy('people.name')
    .execute()

const requestsOfRound = (trx: Trx, roundId: RoundId) =>
  trx
    .selectFrom('dataRequests')
    .innerJoin('authorities', 'authorities.id', 'dataRequests.authorityId')
    .where('dataRequests.roundId', '=', roundId)

const filtered = (trx: Trx, filter: BoardFilter, today: CalendarDate) => {
  const { roundId, isOutstanding, state, region, text, reach } = filter
  return requestsOfRound(trx, roundId)
    .$if(isOutstanding, (query) => query.where('dataRequests.state', 'in', outstanding))
    .$if(state !== undefined, (query) => query.where('dataRequests.state', '=', state ?? 'signed'))
    .$if(region !== undefined, (query) => query.where('authorities.region', '=', region ?? ''))
    .$if(filter.isOverdue, (query) => query.where(isOverdue(today)))
    .$if(reach !== undefined, (query) => query.where(isReached[reach ?? 'nobody']))
    .$if(text !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb('authorities.name', 'ilike', containing(text ?? '')),
          eb('authorities.code', '=', text ?? ''),
        ]),
      ),
    )
}

/** The day of a moment in London. */
const london = (moment: string) => sql<CalendarDate>`(${sql.raw(moment)} at time zone 'Europe/London')::date`

/** The hour in which a moment is. What is counted by hours first has fewer of them to find the day of. */
const hour = (moment: string) => sql`date_bin('1 hour', ${sql.raw(moment)}, 'epoch')`

const isOverdue = (today: CalendarDate) =>
  sql<boolean>`data_requests.state in (${literals(underWay)}) and data_requests.due_on < ${today}::date`

/** When each return of a round was first signed. */
const firstSigned = (roundId: RoundId) => sql<Sorted>`
  select sign_offs.data_request_id as id, min(signed_at) as value
  from data_requests join sign_offs on sign_offs.data_request_id = data_requests.id
  where data_requests.round_id = ${roundId}
  group by sign_offs.data_request_id`

const firstOfOne = `(select min(signed_at) from sign_offs where sign_offs.data_request_id = data_requests.id)`

/** By how many days a return is late until today, or was when it was first signed; null where it is not. */
const daysLate = (today: CalendarDate, firstAt: string) => sql<number | null>`case
  when ${isOverdue(today)} then ${today}::date - data_requests.due_on
  when data_requests.state in (${literals(cameIn)})
    then nullif(greatest(${london(firstAt)} - data_requests.due_on, 0), 0) end`

const openQuestions = sql<number>`(
  select count(*) from data_queries where data_queries.data_request_id = data_requests.id and closed_at is null)`

const lastDone = sql<Date | null>`(
  select max(at) from audit_events
  where audit_events.data_request_id = data_requests.id)`

/** A number of the newest version of each return of a round. */
const ofNewest = (roundId: RoundId, column: string) => sql<Sorted>`(
  select data_requests.id, ${sql.raw(column)} as value
  from data_requests join submissions on submissions.id = data_requests.current_submission_id
  where data_requests.round_id = ${roundId})`

/** What requests are sorted by, where it stands in another table: read once for a round, and not for each of them. */
interface Sorted {
  readonly id: DataRequestId
  readonly value: unknown
}

interface SortKey {
  readonly of?: RawBuilder<Sorted>
  readonly key: RawBuilder<unknown>
}

const found = sql`coalesce(sorted.value, 0)`

const keys = (roundId: RoundId, today: CalendarDate): Readonly<Record<BoardSort, SortKey>> => ({
  authority: { key: sql`authorities.name` },
  region: { key: sql`authorities.region` },
  state: { key: sql`array_position(array[${literals(requestStates)}], data_requests.state)` },
  due: { key: sql`data_requests.due_on` },
  late: {
    of: sql<Sorted>`(${firstSigned(roundId)})`,
    key: sql`coalesce(${daysLate(today, 'sorted.value')}, 0)`,
  },
  version: { of: ofNewest(roundId, 'version'), key: found },
  left: { of: ofNewest(roundId, 'coalesce(error_count, 0) + coalesce(open_query_count, 0)'), key: found },
  questions: {
    of: sql<Sorted>`(
      select data_queries.data_request_id as id, count(*) as value
      from data_requests join data_queries on data_queries.data_request_id = data_requests.id
      where data_requests.round_id = ${roundId} and closed_at is null
      group by data_queries.data_request_id)`,
    key: found,
  },
})
