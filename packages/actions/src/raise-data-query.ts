import { randomUUID } from 'node:crypto'
import { recordEvent } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { insertDataQuery, insertDataQueryMessage } from '@rollcall/database/data-queries'
import { lockDataRequest, updateDataRequest } from '@rollcall/database/data-requests'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { answerDayMustBeAhead, DataQueryAbout, placeMustBeIn } from '@rollcall/domain/data-query'
import type { DataRequest } from '@rollcall/domain/data-request'
import { DataQueryId, DataRequestId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { requestAfter } from '@rollcall/domain/request-life'
import { roundMust } from '@rollcall/domain/round-life'
import type { OfficeViewer } from '@rollcall/domain/viewer'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { frozenCollectionOf } from './frozen-collection.ts'
import { tell } from './tell.ts'
import { wordsOf } from './words.ts'

export const RaiseDataQuery = z.object({
  dataRequestId: DataRequestId,
  about: DataQueryAbout,
  /** The day by which an answer is asked for. */
  dueOn: CalendarDate,
  text: z.string().trim().min(1, 'Write the question.').max(4000),
})
export type RaiseDataQuery = z.infer<typeof RaiseDataQuery>

/** Asks an authority about its signed or accepted return. An accepted one stays in the figures meanwhile. */
export async function raiseDataQuery(
  context: Context,
  { about, dueOn, text, ...input }: RaiseDataQuery,
): Promise<{ readonly dataQueryId: DataQueryId }> {
  const { viewer } = context
  mustBeAllowed(viewer, 'raise a data query')
  answerDayMustBeAhead(dueOn, context.today)
  return await transact(context, async (trx) => {
    const dataRequest = await lockDataRequest(trx, input.dataRequestId)
    return await raiseIn({ ...context, viewer }, trx, dataRequest, { about, dueOn, text })
  })
}

/** Raises a data query about a return that is held. */
export async function raiseIn(
  context: Context & { readonly viewer: OfficeViewer },
  trx: Trx,
  dataRequest: DataRequest,
  { about, dueOn, text }: Omit<RaiseDataQuery, 'dataRequestId'>,
): Promise<{ readonly dataQueryId: DataQueryId }> {
  const { viewer, now } = context
  const { id: dataRequestId, roundId, authorityId, currentSubmissionId } = dataRequest
  roundMust(dataRequest.roundState, 'work on returns')
  const state = requestAfter(dataRequest.state, 'raise a query')
  if (currentSubmissionId === null) throw new Error('a signed return has no submission')
  placeMustBeIn((await frozenCollectionOf(trx, roundId)).collection, about)
  const words = await wordsOf(context, trx, dataRequestId)

  const dataQueryId = DataQueryId.parse(randomUUID())
  await insertDataQuery(trx, {
    ...{ id: dataQueryId, dataRequestId, authorityId, submissionId: currentSubmissionId, about, dueOn },
    raisedBy: viewer.personId,
    raisedAt: now,
  })
  await insertDataQueryMessage(trx, {
    ...{ dataQueryId, authorityId, textSealed: words.seal(text) },
    writtenBy: viewer.personId,
    fromOffice: true,
    writtenAt: now,
  })
  await updateDataRequest(trx, dataRequestId, { state })
  await tell(trx, [
    {
      roundId,
      dataRequestId,
      authorityId,
      kind: 'data query raised',
      recipients: 'authority',
      aboutId: dataQueryId,
    },
  ])
  await recordEvent(trx, context, {
    type: 'data query raised',
    ...{ authorityId, dataRequestId, submissionId: currentSubmissionId, dataQueryId, dueOn },
    about: about.kind,
  })
  return { dataQueryId }
}
