import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { DataQueryId, DataRequestId } from '@rollcall/domain/ids'
import { reminderKinds } from '@rollcall/domain/reminder-step'
import type { Trx } from './connect.ts'
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
