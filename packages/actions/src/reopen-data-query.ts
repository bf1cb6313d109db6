import { recordEvent } from '@rollcall/database/audit-events'
import { getDataQuery, insertDataQueryMessage, markDataQueryReopened } from '@rollcall/database/data-queries'
import { lockDataRequest, updateDataRequest } from '@rollcall/database/data-requests'
import { insertExplanationDecisions, listDecidedWith } from '@rollcall/database/explanation-decisions'
import { answerDayMustBeAhead, dataQueryProblems } from '@rollcall/domain/data-query'
import { DataQueryId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { requestAfter } from '@rollcall/domain/request-life'
import { roundMust } from '@rollcall/domain/round-life'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { RaiseDataQuery } from './raise-data-query.ts'
import { tell } from './tell.ts'
import { wordsOf } from './words.ts'

export const ReopenDataQuery = z.object({
  dataQueryId: DataQueryId,
  text: z.string().trim().min(1, 'Say what is still to be answered.').max(4000),
  dueOn: RaiseDataQuery.shape.dueOn,
})
export type ReopenDataQuery = z.infer<typeof ReopenDataQuery>

/** Opens a closed data query again, with what is still to be answered and by when. Reasons that its closing accepted are refused again. */
export async function reopenDataQuery(
  context: Context,
  { dataQueryId, text, dueOn }: ReopenDataQuery,
): Promise<void> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'reopen a data query')
  answerDayMustBeAhead(dueOn, context.today)
  await transact(context, async (trx) => {
    const { dataRequestId } = await getDataQuery(trx, dataQueryId)
    const { roundId, authorityId, roundState, state } = await lockDataRequest(trx, dataRequestId)
    roundMust(roundState, 'work on returns')
    // Read again now that it is held: somebody else may have opened it a moment ago.
    if ((await getDataQuery(trx, dataQueryId)).closedAt === null) throw dataQueryProblems.queryOpen()
    const queried = requestAfter(state, 'raise a query')
    const words = await wordsOf(context, trx, dataRequestId)
    const decided = await listDecidedWith(trx, dataRequestId, dataQueryId)
    const refused = decided.filter(({ decision }) => decision === 'accepted')

    await markDataQueryReopened(trx, dataQueryId, { dueOn })
    await insertDataQueryMessage(trx, {
      ...{ dataQueryId, authorityId, textSealed: words.seal(text) },
      writtenBy: viewer.personId,
      fromOffice: true,
      writtenAt: now,
    })
    await insertExplanationDecisions(
      trx,
      refused.map(({ explanationId }) => ({
        ...{ dataRequestId, authorityId, explanationId, dataQueryId },
        decision: 'refused',
        decidedBy: viewer.personId,
        decidedAt: now,
      })),
    )
    await updateDataRequest(trx, dataRequestId, { state: queried })
    await tell(trx, [
      {
        roundId,
        dataRequestId,
        authorityId,
        kind: 'data query reopened',
        recipients: 'authority',
        aboutId: dataQueryId,
      },
    ])
    await recordEvent(trx, context, {
      type: 'data query reopened',
      ...{ authorityId, dataRequestId, dataQueryId, dueOn },
      ...(refused.length > 0 && { explanationsRefused: refused.length }),
    })
  })
}
