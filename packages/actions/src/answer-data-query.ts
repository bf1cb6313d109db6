import { recordEvent } from '@rollcall/database/audit-events'
import { getDataQuery, insertDataQueryMessage } from '@rollcall/database/data-queries'
import { lockDataRequest } from '@rollcall/database/data-requests'
import { dataQueryProblems } from '@rollcall/domain/data-query'
import { DataQueryId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { roundMust } from '@rollcall/domain/round-life'
import { isOffice } from '@rollcall/domain/viewer'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { tell } from './tell.ts'
import { wordsOf } from './words.ts'

export const AnswerDataQuery = z.object({
  dataQueryId: DataQueryId,
  text: z.string().trim().min(1, 'Write the answer.').max(4000),
})
export type AnswerDataQuery = z.infer<typeof AnswerDataQuery>

/** Writes in an open data query, from either side, and tells the other. */
export async function answerDataQuery(
  context: Context,
  { dataQueryId, text }: AnswerDataQuery,
): Promise<void> {
  const { viewer } = context
  mustBeAllowed(viewer, 'answer a data query')
  await transact(context, async (trx) => {
    const { dataRequestId } = await getDataQuery(trx, dataQueryId)
    const { roundId, roundState, authorityId } = await lockDataRequest(trx, dataRequestId)
    roundMust(roundState, 'work on returns')
    // Read again now that it is held: it may have been closed a moment ago.
    if ((await getDataQuery(trx, dataQueryId)).closedAt !== null) throw dataQueryProblems.queryClosed()
    const words = await wordsOf(context, trx, dataRequestId)
    const fromOffice = isOffice(viewer)

    await insertDataQueryMessage(trx, {
      ...{ dataQueryId, authorityId, textSealed: words.seal(text), fromOffice },
      writtenBy: viewer.personId,
      writtenAt: context.now,
    })
    const recipients = fromOffice ? 'authority' : 'office'
    await tell(trx, [
      { roundId, dataRequestId, authorityId, kind: 'data query answered', recipients, aboutId: dataQueryId },
    ])
    await recordEvent(trx, context, {
      type: 'data query answered',
      ...{ authorityId, dataRequestId, dataQueryId, fromOffice },
    })
  })
}
