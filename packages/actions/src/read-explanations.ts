import { getDataRequest } from '@rollcall/database/data-requests'
import { listExplanations } from '@rollcall/database/explanations'
import type { DataRequestId } from '@rollcall/domain/ids'
import { type Context, transact } from './context.ts'
import { wordsReader } from './words.ts'

/** Every explanation given on a return, on whichever version, in the order they were given. */
export const readExplanations = (context: Context, dataRequestId: DataRequestId) =>
  transact(context, async (trx) => {
    await getDataRequest(trx, dataRequestId)
    const explanations = await listExplanations(trx, dataRequestId)
    const read = await wordsReader(context, trx, [dataRequestId])
    return explanations.map(({ submissionId, version, rule, textSealed, givenByName, givenAt }) => ({
      ...{ submissionId, version, rule, givenByName, givenAt },
      text: read(dataRequestId, textSealed),
    }))
  })
