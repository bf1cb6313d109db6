import {
  getDataQueryWithNames,
  listDataQueries,
  listDataQueryMessages,
} from '@rollcall/database/data-queries'
import { getDataRequest } from '@rollcall/database/data-requests'
import { getSubmission } from '@rollcall/database/submissions'
import { placeInWords } from '@rollcall/domain/data-query'
import type { DataQueryId, DataRequestId, SubmissionId } from '@rollcall/domain/ids'
import { type Context, transact } from './context.ts'
import { dataQueriesAt } from './data-queries-at.ts'
import { frozenCollectionOf } from './frozen-collection.ts'
import { mustSeeRows } from './seen-rows.ts'
import { wordsReader } from './words.ts'

/** What the office has asked about a return, oldest first, each with its place in words, and without what was written. */
export const readDataQueries = (context: Context, dataRequestId: DataRequestId) =>
  transact(context, async (trx) => {
    const { roundId } = await getDataRequest(trx, dataRequestId)
    const queries = await listDataQueries(trx, dataRequestId)
    if (queries.length === 0) return []
    const { collection } = await frozenCollectionOf(trx, roundId)
    return queries.map((query) => ({ ...query, place: placeInWords(collection, query.about) }))
  })

/** What the office asks about one version and has not closed, with where each is in the workbook: for its authority. */
export const readDataQueriesAt = (context: Context, submissionId: SubmissionId) =>
  transact(context, async (trx) => {
    mustSeeRows(context.viewer)
    const submission = await getSubmission(trx, submissionId)
    const { roundId } = await getDataRequest(trx, submission.dataRequestId)
    return await dataQueriesAt(context, trx, { ...submission, roundId })
  })

/** One data query with all that was written in it, oldest first. */
export const readDataQuery = (context: Context, dataQueryId: DataQueryId) =>
  transact(context, async (trx) => {
    const query = await getDataQueryWithNames(trx, dataQueryId)
    const { roundId } = await getDataRequest(trx, query.dataRequestId)
    const { collection } = await frozenCollectionOf(trx, roundId)
    const messages = await listDataQueryMessages(trx, dataQueryId)
    const read = await wordsReader(context, trx, [query.dataRequestId])
    return {
      ...{ ...query, place: placeInWords(collection, query.about) },
      messages: messages.map(({ textSealed, ...message }) => ({
        ...message,
        text: read(query.dataRequestId, textSealed),
      })),
    }
  })
