import { recordEvent } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { countOpenDataQueries, getDataQuery, markDataQueryClosed } from '@rollcall/database/data-queries'
import { lockDataRequest, updateDataRequest } from '@rollcall/database/data-requests'
import { insertExplanationDecisions, listDecidedWith } from '@rollcall/database/explanation-decisions'
import { dataQueryProblems } from '@rollcall/domain/data-query'
import type { DataRequest } from '@rollcall/domain/data-request'
import { DataQueryId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type RequestState, requestAfter } from '@rollcall/domain/request-life'
import { roundMust } from '@rollcall/domain/round-life'
import type { OfficeViewer } from '@rollcall/domain/viewer'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { tell } from './tell.ts'

export const CloseDataQuery = z.object({ dataQueryId: DataQueryId })
export type CloseDataQuery = z.infer<typeof CloseDataQuery>

/** Ends a data query. With the last open one the return is again what it was before it was asked about. */
export async function closeDataQuery(context: Context, { dataQueryId }: CloseDataQuery): Promise<void> {
  const { viewer } = context
  mustBeAllowed(viewer, 'close a data query')
  await transact(context, async (trx) => {
    const { dataRequestId } = await getDataQuery(trx, dataQueryId)
    const dataRequest = await lockDataRequest(trx, dataRequestId)
    roundMust(dataRequest.roundState, 'work on returns')
    // Read again now that it is held: somebody else may have closed it a moment ago.
    if ((await getDataQuery(trx, dataQueryId)).closedAt !== null) throw dataQueryProblems.queryClosed()
    await closeIn({ ...context, viewer }, trx, dataRequest, dataQueryId)
  })
}

/** Ends an open data query about a return that is held. Reasons that are still refused in it are accepted, with what was answered. */
export async function closeIn(
  context: Context & { readonly viewer: OfficeViewer },
  trx: Trx,
  dataRequest: DataRequest,
  dataQueryId: DataQueryId,
): Promise<void> {
  const { viewer, now } = context
  const { id: dataRequestId, roundId, authorityId } = dataRequest
  const decided = await listDecidedWith(trx, dataRequestId, dataQueryId)
  // Of a return that has moved on, to a new version say, the reasons are the authority's to give anew.
  const isSigned = dataRequest.state === 'queried'
  const accepted = isSigned ? decided.filter(({ decision }) => decision === 'refused') : []

  await markDataQueryClosed(trx, dataQueryId, { closedBy: viewer.personId, closedAt: now })
  await insertExplanationDecisions(
    trx,
    accepted.map(({ explanationId }) => ({
      ...{ dataRequestId, authorityId, explanationId, dataQueryId },
      decision: 'accepted',
      decidedBy: viewer.personId,
      decidedAt: now,
    })),
  )
  const open = await countOpenDataQueries(trx, dataRequestId)
  const state = stateAfter(dataRequest, open)
  if (state !== dataRequest.state) await updateDataRequest(trx, dataRequestId, { state })
  await tell(trx, [
    {
      roundId,
      dataRequestId,
      authorityId,
      kind: 'data query closed',
      recipients: 'authority',
      aboutId: dataQueryId,
    },
  ])
  await recordEvent(trx, context, {
    type: 'data query closed',
    ...{ authorityId, dataRequestId, dataQueryId, open },
    ...(accepted.length > 0 && { explanationsAccepted: accepted.length }),
  })
}

/** A return that has moved on since it was asked about, to a new version say, stays where it is. */
function stateAfter({ state, acceptedSubmissionId }: DataRequest, open: number): RequestState {
  if (state !== 'queried' || open > 0) return state
  const of = acceptedSubmissionId === null ? 'a signed return' : 'an accepted return'
  return requestAfter(state, `close the last query of ${of}`)
}
