import { listNamesOf } from '@rollcall/database/colleagues'
import { getOwnRequest } from '@rollcall/database/own-requests'
import { findSignOff } from '@rollcall/database/sign-offs'
import { mustCollect } from '@rollcall/domain/data-request'
import type { DataRequestId } from '@rollcall/domain/ids'
import { Problem } from '@rollcall/domain/problem'
import { type RequestState, requestAfter } from '@rollcall/domain/request-life'
import type { RoundState } from '@rollcall/domain/round-life'
import { type Context, transact } from './context.ts'
import { frozenCollectionOf } from './frozen-collection.ts'

export type Sending = Awaited<ReturnType<typeof readSending>>

/** What somebody should know before a new version of a return is sent, or declared nil. */
export const readSending = (context: Context, dataRequestId: DataRequestId) =>
  transact(context, async (trx) => {
    const dataRequest = await getOwnRequest(trx, dataRequestId)
    const { collection } = await frozenCollectionOf(trx, dataRequest.roundId)
    const { submissionId } = dataRequest
    const signed = submissionId ? await findSignOff(trx, submissionId) : undefined
    return {
      dataRequest,
      collection: { title: collection.title },
      /** What the authority would say by a nil return; null where none can be made. */
      nilMeans: collection.nilReturn?.means ?? null,
      /** Why nothing can be sent now, and the way out. */
      refusal: refusalOf(dataRequest),
      /** The newest version's, which a newer one takes the effect from. */
      signed: signed ? { version: signed.version, signedByName: signed.signedByName } : null,
      officers: await listNamesOf(trx, context.viewer, 'officer'),
    }
  })

function refusalOf(dataRequest: { state: RequestState; roundState: RoundState }): string | null {
  try {
    mustCollect(dataRequest)
    requestAfter(dataRequest.state, 'submit')
    return null
  } catch (error) {
    if (error instanceof Problem) return error.message
    throw error
  }
}
