import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { underWay } from '@rollcall/domain/data-request'
import type { DataRequestId, RoundId } from '@rollcall/domain/ids'
import type { ReminderAim, ReminderStep } from '@rollcall/domain/reminder-calendar'
import { type Insertable, sql, type Updateable } from 'kysely'
import type { Trx } from './connect.ts'
import { officeHadTheLastWord } from './own-requests.ts'
import type { ReminderRunsTable, RoundRemindersTable } from './tables/reminders.ts'

/** The calendar of a round: whom it reminds when. */
export const listReminders = (trx: Trx, roundId: RoundId) =>
  trx
    .selectFrom('roundReminders')
    .select(['aim', 'days', 'at', 'since'])
    .where('roundId', '=', roundId)
    .orderBy('days')
    .orderBy('at')
    .orderBy('aim')
    .execute()

export async function insertReminders(
  trx: Trx,
  reminders: readonly Insertable<RoundRemindersTable>[],
): Promise<void> {
  if (reminders.length > 0) await trx.insertInto('roundReminders').values(reminders).execute()
}

export async function deleteReminder(
  trx: Trx,
  roundId: RoundId,
  { aim, days }: Pick<ReminderStep, 'aim' | 'days'>,
): Promise<void> {
  await trx
    .deleteFrom('roundReminders')
    .where(({ and }) => and({ roundId, aim, days }))
    .execute()
}

/** Gives a step another time of day. */
export async function updateReminder(
  trx: Trx,
  roundId: RoundId,
  { aim, days, at }: ReminderStep,
): Promise<void> {
  await trx
    .updateTable('roundReminders')
    .set({ at })
    .where(({ and }) => and({ roundId, aim, days }))
    .execute()
}

/** The rounds whose calendar is to be followed: data queries are asked about after the close too. */
export const listRoundsToRemind = (trx: Trx) =>
  trx
    .selectFrom('rounds')
    .select(['id', 'state'])
    .where('state', 'in', ['open', 'closed'])
    .where(({ exists, selectFrom }) =>
      exists(selectFrom('roundReminders').select('aim').whereRef('roundReminders.roundId', '=', 'rounds.id')),
    )
    .orderBy('id')
    .execute()

/** Every day on which a return of a round is due. */
export const listDueDays = (trx: Trx, roundId: RoundId): Promise<{ dueOn: CalendarDate }[]> =>
  trx
    .selectFrom('dataRequests')
    .select('dueOn')
    .distinct()
    .where('roundId', '=', roundId)
    .orderBy('dueOn')
    .execute()

/** Every day by which a data query of a round that is open is to be answered. */
export const listAnswerDays = (trx: Trx, roundId: RoundId): Promise<{ dueOn: CalendarDate }[]> =>
  trx
    .selectFrom('dataQueries')
    .innerJoin('dataRequests', 'dataRequests.id', 'dataQueries.dataRequestId')
    .select('dataQueries.dueOn')
    .distinct()
    .where('dataRequests.roundId', '=', roundId)
    .where('dataQueries.closedAt', 'is', null)
    .orderBy('dataQueries.dueOn')
    .execute()

interface RunOf {
  readonly roundId: RoundId
  readonly aim: ReminderAim
  readonly dueOn: CalendarDate
}

/** A step of a calendar, for what is due on a day. */
export type StepOf = RunOf & { readonly days: number }

/** Begins to take a step, unless somebody did before. */
export async function beginStep(trx: Trx, step: StepOf, ranAt: Date): Promise<void> {
  await trx
    .insertInto('reminderRuns')
    .values({ ...step, ranAt, requests: 0, messages: 0 })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** Passes a step over for a later one, unless it was begun or passed over before. */
export async function passOverStep(trx: Trx, step: StepOf, at: Date): Promise<void> {
  await trx
    .insertInto('reminderRuns')
    .values({ ...step, ranAt: at, requests: null, messages: null, endedAt: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** How far a step is taken that is not taken whole, held until the transaction ends; nothing where it is. */
export const lockStep = (trx: Trx, { roundId, aim, dueOn, days }: StepOf) =>
  trx
    .selectFrom('reminderRuns')
    .select(['reachedId', 'requests', 'messages'])
    .where(({ and }) => and({ roundId, aim, dueOn, days }))
    .where('endedAt', 'is', null)
    .forNoKeyUpdate()
    .$narrowType<{ requests: number; messages: number }>()
    .executeTakeFirst()

/** Every step, of whichever round, that is begun and not taken whole. */
export const listHalfTaken = (trx: Trx): Promise<StepOf[]> =>
  trx
    .selectFrom('reminderRuns')
    .select(['roundId', 'aim', 'dueOn', 'days'])
    .where('endedAt', 'is', null)
    .orderBy('ranAt')
    .execute()

/** Notes how far a step is taken: of how many authorities something was outstanding, and how many messages were made. */
export async function noteStep(
  trx: Trx,
  { roundId, aim, dueOn, days }: StepOf,
  change: Pick<Updateable<ReminderRunsTable>, 'requests' | 'messages' | 'reachedId' | 'endedAt'>,
): Promise<void> {
  await trx
    .updateTable('reminderRuns')
    .set(change)
    .where(({ and }) => and({ roundId, aim, dueOn, days }))
    .execute()
}

/** What was taken of a round's calendar, latest first. */
export const listRuns = (trx: Trx, roundId: RoundId) =>
  trx
    .selectFrom('reminderRuns')
    .select(['aim', 'days', 'dueOn', 'ranAt', 'endedAt', 'requests', 'messages'])
    .where('roundId', '=', roundId)
    .orderBy('ranAt', 'desc')
    .orderBy('dueOn', 'desc')
    .orderBy('days', 'desc')
    .execute()

/** Since when a request is due on the day that it is due: its issue, an extension, or a change of the round's dates. */
const dueSince = sql<Date>`greatest(data_requests.issued_at,
  (select max(decided_at) from extensions
    where extensions.data_request_id = data_requests.id and state = 'granted' and until = data_requests.due_on),
  (select max(changed_at) from round_date_changes
    where round_date_changes.round_id = data_requests.round_id and which = 'due' and to_on = data_requests.due_on))`

const beforeAll = '00000000-0000-0000-0000-000000000000' as DataRequestId

interface Due {
  readonly roundId: RoundId
  readonly dueOn: CalendarDate
  /** Only of these, where they are named. */
  readonly ids?: readonly DataRequestId[] | undefined
  readonly lot?: Lot | undefined
}

/** So many, those after one of them by id; null: the first. */
export interface Lot {
  readonly afterId: DataRequestId | null
  readonly size: number
}

/** The returns of a round that are due on a day and that nobody has signed, with since when that is their day. */
export const listOutstandingDueOn = (trx: Trx, { roundId, dueOn, ids, lot }: Due) =>
  trx
    .selectFrom('dataRequests')
    .select(['dataRequests.id', 'dataRequests.authorityId'])
    .select(dueSince.as('dueSince'))
    .where('roundId', '=', roundId)
    .where('dueOn', '=', dueOn)
    .where('state', 'in', underWay)
    .$if(ids !== undefined, (query) => query.where('dataRequests.id', 'in', ids ?? []))
    .$if(lot !== undefined, (query) =>
      query.where('dataRequests.id', '>', lot?.afterId ?? beforeAll).limit(lot?.size ?? 0),
    )
    .orderBy('dataRequests.id')
    .execute()

/** The returns of a round with a data query that waits for the authority and is to be answered by a day, with since when one waits. */
export const listUnansweredDueOn = (trx: Trx, { roundId, dueOn, ids, lot }: Due) =>
  trx
    .selectFrom('dataQueries')
    .innerJoin('dataRequests', 'dataRequests.id', 'dataQueries.dataRequestId')
    .select(['dataRequests.id', 'dataRequests.authorityId'])
    .select(
      sql<Date>`min((select max(written_at) from data_query_messages where data_query_messages.data_query_id = data_queries.id))`.as(
        'dueSince',
      ),
    )
    .where('dataRequests.roundId', '=', roundId)
    .where('dataQueries.dueOn', '=', dueOn)
    .where('dataQueries.closedAt', 'is', null)
    .where(officeHadTheLastWord)
    .groupBy(['dataRequests.id', 'dataRequests.authorityId'])
    .$if(ids !== undefined, (query) => query.where('dataRequests.id', 'in', ids ?? []))
    .$if(lot !== undefined, (query) =>
      query.where('dataRequests.id', '>', lot?.afterId ?? beforeAll).limit(lot?.size ?? 0),
    )
    .orderBy('dataRequests.id')
    .execute()
