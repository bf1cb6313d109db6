import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { DataQueryId, DataRequestId } from '@rollcall/domain/ids'
import { reminderKinds } from '@rollcall/domain/reminder-step'
import { sql } from 'kysely'
import type { Trx } from './connect.ts'
import type { Message } from './messages.ts'
import { officeHadTheLastWord } from './own-requests.ts'

/** Who is reminded of which of some data requests from a moment on, each as 'request person'. */
export async function listRemindedSince(
  trx: Trx,
  dataRequestIds: readonly DataRequestId[],
  from: Date,
): Promise<ReadonlySet<string>> {
  const reminded = await trx
    .selectFrom('messages')
    .select(['dataRequestId', 'personId'])
    .where('dataRequestId', 'in', dataRequestIds)
    .where('kind', 'in', reminderKinds)
    .where('sendAfter', '>=', from)
    .where('state', '<>', 'not needed')
    .execute()
  return new Set(reminded.map(({ dataRequestId, personId }) => `${dataRequestId} ${personId}`))
}

/**
 * Whether another reminder of the same data request was begun to the same person from a moment on. Until this transaction ends whoever
 * asks the same waits, so that of two that are due at once one finds the other.
 */
export async function isRemindedSince(
  trx: Trx,
  { id, dataRequestId, personId }: Pick<Message, 'id' | 'dataRequestId' | 'personId'>,
  from: Date,
): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtext(${`rollcall reminder ${dataRequestId} ${personId}`}))`.execute(
    trx,
  )
  const other = await trx
    .selectFrom('messages')
    .select('id')
    .where('dataRequestId', '=', dataRequestId)
    .where('personId', '=', personId)
    .where('kind', 'in', reminderKinds)
    .where('id', '<>', id)
    .where('resends', 'is', null)
    .where('begunAt', '>=', from)
    .where('state', 'not in', ['waiting', 'not needed', 'given up'])
    .limit(1)
    .executeTakeFirst()
  return other !== undefined
}

/** The data queries about a return that wait for its authority, those to be answered first before others. */
export const listWaitingQueries = (
  trx: Trx,
  dataRequestId: DataRequestId,
): Promise<{ id: DataQueryId; dueOn: CalendarDate }[]> =>
  trx
    .selectFrom('dataQueries')
    .select(['id', 'dueOn'])
    .where('dataRequestId', '=', dataRequestId)
    .where('closedAt', 'is', null)
    .where(officeHadTheLastWord)
    .orderBy('dueOn')
    .orderBy('id')
    .execute()
