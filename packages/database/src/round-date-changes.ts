import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { underWay } from '@rollcall/domain/data-request'
import type { DateEffects } from '@rollcall/domain/date-change'
import type { DataRequestId, RoundId } from '@rollcall/domain/ids'
import { cameIn } from '@rollcall/domain/progress'
import { type Insertable, sql } from 'kysely'
import { batches } from './batches.ts'
import type { Trx } from './connect.ts'
import { literals } from './literals.ts'
import type { RoundDateChangesTable } from './tables/round-date-changes.ts'

export async function insertDateChanges(
  trx: Trx,
  changes: readonly Insertable<RoundDateChangesTable>[],
): Promise<void> {
  await trx.insertInto('roundDateChanges').values(changes).execute()
}

/** Which dates of a round were moved after it was issued, oldest first. Of the closing date, and of who did it, the office alone is told. */
export const listDateChanges = (trx: Trx, roundId: RoundId) =>
  trx
    .selectFrom('roundDateChanges')
    .leftJoin('people', (join) =>
      join.onRef('people.id', '=', 'roundDateChanges.changedBy').on(sql<boolean>`viewer_is_office()`),
    )
    .select(['changeId', 'which', 'fromOn', 'toOn', 'reason', 'changedAt', 'people.name as changedBy'])
    .where('roundId', '=', roundId)
    .orderBy('changedAt')
    .orderBy('changeId')
    .orderBy(sql`array_position(array['due', 'closing', 'publication'], which)`)
    .execute()

export type ShownDateChange = Awaited<ReturnType<typeof listDateChanges>>[number]

const givenUntil = sql<CalendarDate | null>`(
  select max(until) from extensions where extensions.data_request_id = data_requests.id)`

/** The last day until which somebody who has not signed was given more time in a round. */
export async function findLastGiven(trx: Trx, roundId: RoundId): Promise<CalendarDate | null> {
  const { last } = await trx
    .selectFrom('dataRequests')
    .innerJoin('extensions', 'extensions.dataRequestId', 'dataRequests.id')
    .select(({ fn }) => fn.max('extensions.until').as('last'))
    .where('dataRequests.roundId', '=', roundId)
    .where('dataRequests.state', 'in', underWay)
    .executeTakeFirstOrThrow()
  return last
}

/** Every request of a round, held until the transaction ends, with its due date and until when it was given more time. */
export const lockDueDates = (trx: Trx, roundId: RoundId) =>
  trx
    .selectFrom('dataRequests')
    .select(['dataRequests.id as dataRequestId', 'dataRequests.authorityId', 'dataRequests.dueOn'])
    .select(givenUntil.as('givenUntil'))
    .where('roundId', '=', roundId)
    .orderBy('dataRequests.id')
    .forNoKeyUpdate('dataRequests')
    .execute()

/** Gives requests that are held another due date. */
export async function moveDueDates(
  trx: Trx,
  moved: readonly { readonly dataRequestId: DataRequestId; readonly dueOn: CalendarDate }[],
): Promise<void> {
  for (const batch of batches(moved)) {
    await sql`
      update data_requests set due_on = wanted.due_on, revision = revision + 1
      from unnest(${batch.map((one) => one.dataRequestId)}::uuid[], ${batch.map((one) => one.dueOn)}::date[])
        as wanted (id, due_on)
      where data_requests.id = wanted.id`.execute(trx)
  }
}

/** Open requests for more time that ask for no more than a day. */
export const listAskedUntil = (trx: Trx, roundId: RoundId, until: CalendarDate) =>
  trx
    .selectFrom('extensions')
    .innerJoin('dataRequests', 'dataRequests.id', 'extensions.dataRequestId')
    .select(['extensions.id as extensionId', 'extensions.askedUntil as until'])
    .select(['dataRequests.id as dataRequestId', 'dataRequests.authorityId'])
    .where('dataRequests.roundId', '=', roundId)
    .where('extensions.state', '=', 'asked')
    .where('extensions.askedUntil', '<=', until)
    .$narrowType<{ until: CalendarDate }>()
    .execute()

/** What it would mean for a round's returns if it were due on another day. */
export async function countDateEffects(
  trx: Trx,
  { roundId, dueOn, today }: { roundId: RoundId; dueOn: CalendarDate; today: CalendarDate },
): Promise<DateEffects> {
  const { rows } = await sql<DateEffects>`
    with returns as (
      select data_requests.id, state, due_on, greatest(${dueOn}::date, ${givenUntil}) as new_due_on,
        case when state in (${literals(cameIn)}) then (
          select (min(signed_at) at time zone 'Europe/London')::date from sign_offs where data_request_id = data_requests.id
        ) end as signed_on
      from data_requests where round_id = ${roundId}
    )
    select count(*) as requests,
      count(*) filter (where new_due_on <> due_on) as moved,
      count(*) filter (where new_due_on > ${dueOn}::date) as keep_longer,
      count(*) filter (where state in (${literals(underWay)})
        and due_on < ${today}::date and new_due_on >= ${today}::date) as no_longer_late,
      count(*) filter (where signed_on > due_on and signed_on <= new_due_on) as become_on_time,
      (select count(*) from extensions where state = 'asked' and asked_until <= ${dueOn}::date
        and data_request_id in (select id from returns)) as answered
    from returns`.execute(trx)
  const [effects] = rows
  if (effects === undefined) throw new Error('a count came to nothing')
  return effects
}
