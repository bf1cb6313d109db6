import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { underWay } from '@rollcall/domain/data-request'
import type { PersonId, RoundId } from '@rollcall/domain/ids'
import type { ReminderAim } from '@rollcall/domain/reminder-calendar'
import { type RawBuilder, sql } from 'kysely'
import { hasBrokenAddress } from './broken-addresses.ts'
import type { Trx } from './connect.ts'
import { containing } from './containing.ts'
import { authoritiesNamed } from './named.ts'
import { officeHadTheLastWord } from './own-requests.ts'
import { hasPeople, isWithinReach, withinReach } from './reached-authorities.ts'

// What a round is going to remind of, counted, sorted and cut by Postgres.

interface Narrowed {
  readonly roundId: RoundId
  /** Some of an authority's name, or its code. */
  readonly text?: string | undefined
}

const requestsOf = (trx: Trx, { roundId, text }: Narrowed) =>
  trx
    .selectFrom('dataRequests')
    .where('dataRequests.roundId', '=', roundId)
    .$if(text !== undefined, (query) =>
      query.where(sql<boolean>`data_requests.authority_id in (${authoritiesNamed(text ?? '')})`),
    )

const waitingFor = (dueOn?: CalendarDate): RawBuilder<boolean> => sql<boolean>`data_requests.id in (
  select data_queries.data_request_id from data_queries where closed_at is null
    ${dueOn === undefined ? sql`` : sql`and data_queries.due_on = ${dueOn}`} and ${officeHadTheLastWord})`

/** How many returns of a round nobody has signed, by the day they are due. */
export const countOutstandingByDay = (trx: Trx, narrowed: Narrowed) =>
  requestsOf(trx, narrowed)
    .select(({ fn }) => ['dataRequests.dueOn', fn.countAll<number>().as('count')])
    .where('dataRequests.state', 'in', underWay)
    .groupBy('dataRequests.dueOn')
    .execute()

/** How many returns of a round have a data query that waits for the authority, by the day it is to be answered by. */
export const countUnansweredByDay = (trx: Trx, narrowed: Narrowed) =>
  requestsOf(trx, narrowed)
    .innerJoin('dataQueries', 'dataQueries.dataRequestId', 'dataRequests.id')
    .select(({ fn }) => ['dataQueries.dueOn', fn.count<number>('dataRequests.id').distinct().as('count')])
    .where('dataQueries.closedAt', 'is', null)
    .where(officeHadTheLastWord)
    .groupBy('dataQueries.dueOn')
    .execute()

interface OnDay extends Narrowed {
  readonly aim: ReminderAim
  readonly dueOn: CalendarDate
}

/** Some of what a step is meant for, on a day that something is due: by name of authority. */
export const listOnDay = (
  trx: Trx,
  { aim, dueOn, ...narrowed }: OnDay,
  { limit, offset }: { readonly limit: number; readonly offset: number },
) =>
  requestsOf(trx, narrowed)
    .innerJoin('authorities', 'authorities.id', 'dataRequests.authorityId')
    .select(['dataRequests.id', 'dataRequests.authorityId', 'dataRequests.state'])
    .select(['authorities.name as authority', 'authorities.code'])
    .where((eb) =>
      aim === 'data queries'
        ? waitingFor(dueOn)
        : eb.and([eb('dataRequests.state', 'in', underWay), eb('dataRequests.dueOn', '=', dueOn)]),
    )
    .orderBy('authorities.name')
    .orderBy('dataRequests.id')
    .limit(limit)
    .offset(offset)
    .execute()

/** What people are called, and whether the address of each is known not to work. */
export const listReachable = (trx: Trx, ids: readonly PersonId[]) =>
  trx
    .selectFrom('people')
    .select(['id', 'name', 'email'])
    .select(hasBrokenAddress.as('isBroken'))
    .where('id', '=', sql<PersonId>`any(${ids}::uuid[])`)
    .execute()

const canBeReached = sql<boolean>`data_requests.authority_id in ${withinReach}`

/** Returns that nobody is reminded of: by when they are due where the calendar has nothing more to say of that day. */
const withoutReminder = (trx: Trx, narrowed: Narrowed, overDays: readonly CalendarDate[]) =>
  requestsOf(trx, narrowed).where((eb) =>
    eb.or([
      eb.not(canBeReached),
      eb.and([
        eb.or([
          eb('dataRequests.state', 'not in', underWay),
          eb('dataRequests.dueOn', '=', sql<CalendarDate>`any(${overDays}::date[])`),
        ]),
        // A data query that waits is reminded of, whatever the return itself is.
        eb.not(waitingFor()),
      ]),
    ]),
  )

export async function countWithoutReminder(
  trx: Trx,
  narrowed: Narrowed,
  overDays: readonly CalendarDate[],
): Promise<number> {
  const { count } = await withoutReminder(trx, narrowed, overDays)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

/** Some of them, by name of authority, with what tells why: that is found out only for those. */
export const listWithoutReminder = (
  trx: Trx,
  narrowed: Narrowed,
  overDays: readonly CalendarDate[],
  { limit, offset }: { readonly limit: number; readonly offset: number },
) =>
  trx
    .selectFrom(
      withoutReminder(trx, narrowed, overDays)
        .innerJoin('authorities', 'authorities.id', 'dataRequests.authorityId')
        .select(['dataRequests.id', 'dataRequests.authorityId', 'dataRequests.state', 'dataRequests.dueOn'])
        .select(['authorities.name as authority', 'authorities.code'])
        .orderBy('authorities.name')
        .orderBy('dataRequests.id')
        .limit(limit)
        .offset(offset)
        .as('cut'),
    )
    .select(['cut.id', 'cut.state', 'cut.dueOn', 'cut.authority', 'cut.code'])
    .select([hasPeople('cut').as('hasPeople'), isWithinReach('cut').as('canBeReached')])
    .orderBy('cut.authority')
    .orderBy('cut.id')
    .execute()

/** Messages of a round that wait to be sent, in the order in which they go, with whom each is to. */
export const listWaitingMessages = (
  trx: Trx,
  { roundId, text }: Narrowed,
  { limit, offset }: { readonly limit: number; readonly offset: number },
) =>
  waitingMessages(trx, { roundId, text })
    .selectAll('messages')
    .select(['people.name', 'people.email', 'authorities.name as authority'])
    .select(hasBrokenAddress.as('isBroken'))
    .orderBy('messages.sendAfter')
    .orderBy('messages.id')
    .limit(limit)
    .offset(offset)
    .execute()

export async function countWaitingMessages(trx: Trx, narrowed: Narrowed): Promise<number> {
  const { count } = await waitingMessages(trx, narrowed)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}

const waitingMessages = (trx: Trx, { roundId, text }: Narrowed) =>
  trx
    .selectFrom('messages')
    .innerJoin('people', 'people.id', 'messages.personId')
    .leftJoin('authorities', 'authorities.id', 'messages.authorityId')
    .where('messages.roundId', '=', roundId)
    .where('messages.state', '=', 'waiting')
    .$if(text !== undefined, (query) => {
      const like = containing(text ?? '')
      return query.where((eb) =>
        eb.or([
          eb('authorities.name', 'ilike', like),
          eb('authorities.code', '=', text ?? ''),
          eb('people.name', 'ilike', like),
        ]),
      )
    })
