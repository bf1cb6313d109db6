import { recordEvent } from '@rollcall/database/audit-events'
import { deleteContribution } from '@rollcall/database/contributions'
import { lockDataRequest, updateDataRequest } from '@rollcall/database/data-requests'
import { insertReturnDecision } from '@rollcall/database/return-decisions'
import type { DataRequest } from '@rollcall/domain/data-request'
import type { DataRequestId } from '@rollcall/domain/ids'
import { type RequestAct, requestAfter } from '@rollcall/domain/request-life'
import { roundMust } from '@rollcall/domain/round-life'
import type { OfficeViewer } from '@rollcall/domain/viewer'
import { type Context, transact } from './context.ts'
import { enqueue, jobs } from './jobs.ts'
import { tell } from './tell.ts'
import { wordsOf } from './words.ts'

const decisions = {
  exclude: { decision: 'excluded', roundAct: 'work on returns' },
  reopen: { decision: 'reopened', roundAct: 'reopen a return' },
} as const

/** Takes a return out of the figures, for a reason that its authority is told: what excluding and reopening have in common. */
export async function takeBackReturn(
  context: Context & { readonly viewer: OfficeViewer },
  act: keyof typeof decisions,
  input: { readonly dataRequestId: DataRequestId; readonly reason: string },
): Promise<void> {
  const { decision, roundAct } = decisions[act]
  await transact(context, async (trx) => {
    const dataRequest = await lockDataRequest(trx, input.dataRequestId)
    const { id: dataRequestId, roundId, authorityId } = dataRequest
    const { currentSubmissionId: submissionId, acceptedSubmissionId } = dataRequest
    roundMust(dataRequest.roundState, roundAct)
    const state = requestAfter(dataRequest.state, actOn(dataRequest, act))
    const words = await wordsOf(context, trx, dataRequestId)

    await updateDataRequest(trx, dataRequestId, { state, acceptedSubmissionId: null })
    if (acceptedSubmissionId)
      await deleteContribution(trx, { dataRequestId, submissionId: acceptedSubmissionId })
    await insertReturnDecision(trx, {
      ...{ dataRequestId, authorityId, submissionId, decision },
      ...{ stateBefore: dataRequest.state, acceptedBefore: acceptedSubmissionId },
      reasonSealed: words.seal(input.reason),
      decidedBy: context.viewer.personId,
      decidedAt: context.now,
    })
    await tell(trx, [
      {
        ...{ roundId, dataRequestId, authorityId, kind: `return ${decision}`, recipients: 'authority' },
        ...(submissionId && { aboutId: submissionId }),
      },
    ])
    await recordEvent(trx, context, {
      type: `return ${decision}`,
      ...{ authorityId, dataRequestId, submissionId },
      wasInFigures: acceptedSubmissionId !== null,
    })
    await enqueue(trx, jobs.compareReturns, { roundId })
    if (acceptedSubmissionId) await enqueue(trx, jobs.refreshFigures, { roundId })
  })
}

/** What was sent and not signed before the close is still the newest version: it can be explained, and a better one may take its place. */
function actOn({ state, currentSubmissionId }: DataRequest, act: keyof typeof decisions): RequestAct {
  return act === 'reopen' && state === 'no-return' && currentSubmissionId ? 'reopen what was sent' : act
}
