import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { DataQueryAbout } from '@rollcall/domain/data-query'
import type { AuthorityId, DataQueryId, DataRequestId, PersonId, SubmissionId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import type { Insertable } from 'kysely'
import type { Trx } from './connect.ts'
import { officeHadTheLastWord } from './own-requests.ts'
import type { DataQueriesTable, DataQueryMessagesTable } from './tables/work-on-returns.ts'

interface DataQuery {
  readonly id: DataQueryId
  readonly dataRequestId: DataRequestId
  readonly authorityId: AuthorityId
  readonly submissionId: SubmissionId
  readonly about: DataQueryAbout
  readonly closedAt: Date | null
}

export interface NewDataQuery extends Omit<Insertable<DataQueriesTable>, 'about'> {
  readonly about: DataQueryAbout
}

export async function insertDataQuery(trx: Trx, query: NewDataQuery): Promise<void> {
  await trx
    .insertInto('dataQueries')
    .values({ ...query, about: JSON.stringify(query.about) })
    .execute()
}

export async function insertDataQueryMessage(
  trx: Trx,
  message: Insertable<DataQueryMessagesTable>,
): Promise<void> {
  await trx.insertInto('dataQueryMessages').values(message).execute()
}

/** One data query, or a Problem where it is not there or not the viewer's to see. */
export const getDataQuery = (trx: Trx, id: DataQueryId): Promise<DataQuery> =>
  trx
    .selectFrom('dataQueries')
    .select(['id', 'dataRequestId', 'authorityId', 'submissionId', 'about', 'closedAt'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'data query' }))

export async function markDataQueryClosed(
  trx: Trx,
  id: DataQueryId,
  closed: { readonly closedBy: PersonId; readonly closedAt: Date },
): Promise<void> {
  await trx.updateTable('dataQueries').set(closed).where('id', '=', id).execute()
}

/** Undoes a closing: that it was closed stays in the audit. */
export async function markDataQueryReopened(
  trx: Trx,
  id: DataQueryId,
  { dueOn }: { readonly dueOn: CalendarDate },
): Promise<void> {
  await trx
    .updateTable('dataQueries')
    .set({ closedBy: null, closedAt: null, dueOn })
    .where('id', '=', id)
    .execute()
}

/** How many data queries about a return are open. */
export async function countOpenDataQueries(trx: Trx, dataRequestId: DataRequestId): Promise<number> {
  const { open } = await trx
    .selectFrom('dataQueries')
    .select(({ fn }) => fn.countAll<number>().as('open'))
    .where('dataRequestId', '=', dataRequestId)
    .where('closedAt', 'is', null)
    .executeTakeFirstOrThrow()
  return open
}

/** The data queries about a return, oldest first. */
export const listDataQueries = (trx: Trx, dataRequestId: DataRequestId) =>
  withNames(trx)
    .where('dataQueries.dataRequestId', '=', dataRequestId)
    .orderBy('dataQueries.raisedAt')
    .orderBy('dataQueries.id')
    .execute()

export const getDataQueryWithNames = (trx: Trx, id: DataQueryId) =>
  withNames(trx)
    .where('dataQueries.id', '=', id)
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'data query' }))

/** What was written in a data query, oldest first; sealed under the request's own key. */
export const listDataQueryMessages = (trx: Trx, dataQueryId: DataQueryId) =>
  trx
    .selectFrom('dataQueryMessages')
    .leftJoin('people', 'people.id', 'dataQueryMessages.writtenBy')
    .select([
      'dataQueryMessages.id',
      'dataQueryMessages.textSealed',
      'dataQueryMessages.writtenBy',
      'people.name as writtenByName',
      'dataQueryMessages.fromOffice',
      'dataQueryMessages.writtenAt',
    ])
    .where('dataQueryId', '=', dataQueryId)
    .orderBy('dataQueryMessages.id')
    .execute()

/** How each of some data queries began, sealed under its request's own key. */
export const listOpeningMessages = (trx: Trx, ids: readonly DataQueryId[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : trx
        .selectFrom('dataQueryMessages')
        .distinctOn('dataQueryId')
        .select(['dataQueryId', 'textSealed'])
        .where('dataQueryId', 'in', ids)
        .orderBy('dataQueryId')
        .orderBy('id')
        .execute()

const withNames = (trx: Trx) =>
  trx
    .selectFrom('dataQueries')
    .innerJoin('submissions', 'submissions.id', 'dataQueries.submissionId')
    .leftJoin('people as raisers', 'raisers.id', 'dataQueries.raisedBy')
    .leftJoin('people as closers', 'closers.id', 'dataQueries.closedBy')
    .selectAll('dataQueries')
    .select(['raisers.name as raisedByName', 'closers.name as closedByName', 'submissions.version'])
    .select(officeHadTheLastWord.as('waitsForAuthority'))
