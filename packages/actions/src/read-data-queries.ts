import {
  getDataQueryWithNames,
  listDataQueries,
  listDataQueryMessages,
} from '@rollcall/database/data-queries'
import { getDataRequest } from '@rollcall/database/data-requests'
import { placeInWords } from '@rollcall/domain/data-query'
import type { DataQueryId, DataRequestId } from '@rollcall/domain/ids'
import { type Context, transact } from './context.ts'
import { frozenCollectionOf } from './frozen-collection.ts'
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
