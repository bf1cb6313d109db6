import {
  getDataQueryWithNames,
  listDataQueries,
  listDataQueryMessages,
} from '@rollcall/database/data-queries'
import { getDataRequest } from '@rollcall/database/data-requests'
import type { DataQueryId, DataRequestId } from '@rollcall/domain/ids'
import { type Context, transact } from './context.ts'
import { wordsReader } from './words.ts'

/** What the office has asked about a return, oldest first, without what was written. */
export const readDataQueries = (context: Context, dataRequestId: DataRequestId) =>
  transact(context, async (trx) => {
    await getDataRequest(trx, dataRequestId)
    return await listDataQueries(trx, dataRequestId)
  })

/** One data query with all that was written in it, oldest first. */
export const readDataQuery = (context: Context, dataQueryId: DataQueryId) =>
  transact(context, async (trx) => {
    const query = await getDataQueryWithNames(trx, dataQueryId)
    const messages = await listDataQueryMessages(trx, dataQueryId)
    const read = await wordsReader(context, trx, [query.dataRequestId])
    return {
      ...query,
      messages: messages.map(({ textSealed, ...message }) => ({
        ...message,
        text: read(query.dataRequestId, textSealed),
      })),
    }
  })
