import { recordEvent } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { deleteContribution } from '@rollcall/database/contributions'
import { countOpenDataQueries } from '@rollcall/database/data-queries'
import { lockDataRequest, updateDataRequest } from '@rollcall/database/data-requests'
import { insertReturnDecision, listReturnDecisions } from '@rollcall/database/return-decisions'
import type { DataRequest } from '@rollcall/domain/data-request'
import { decisionInForce, decisionProblems, standingBefore } from '@rollcall/domain/decision'
import { DataRequestId, type SubmissionId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { problems } from '@rollcall/domain/problems'
import { roundMust } from '@rollcall/domain/round-life'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { enqueue, jobs } from './jobs.ts'
import { mustBeReadable } from './submission-key.ts'
import { tell } from './tell.ts'
import { wordsOf } from './words.ts'

export const TakeBackDecision = z.object({
  dataRequestId: DataRequestId,
  /** The decision that was looked at, so that nobody takes back another; left out, what was decided last of all. */
  decisionId: z.uuid().optional(),
  /** The authority is told. */
  reason: z.string().trim().min(1, 'Say why the decision is taken back.').max(4000),
})
export type TakeBackDecision = z.infer<typeof TakeBackDecision>

/**
 * Takes back the office's last decision about a return, which was accepted, excluded or reopened: it stands again as it did before. What was
 * decided stays on record, and so does this.
 */
export async function takeBackDecision(context: Context, input: TakeBackDecision): Promise<void> {
  const { viewer } = context
  mustBeAllowed(viewer, 'take back a decision')
  await transact(context, async (trx) => {
    const dataRequest = await lockDataRequest(trx, input.dataRequestId)
    const { id: dataRequestId, roundId, authorityId, currentSubmissionId: submissionId } = dataRequest
    roundMust(dataRequest.roundState, 'work on returns')
    const decisions = await listReturnDecisions(trx, dataRequestId)
    const last = decisionInForce(decisions)
    if (last === undefined) throw decisionProblems.nothingToTakeBack()
    // Of two people who take back the same at once, the second takes back nothing.
    const meant = input.decisionId ?? decisions.at(-1)?.id
    if (meant !== last.id) throw problems.stale({ what: 'return' })
    const standing = standingBefore(last, dataRequest, await countOpenDataQueries(trx, dataRequestId))
    const words = await wordsOf(context, trx, dataRequestId)

    await updateDataRequest(trx, dataRequestId, standing)
    await insertReturnDecision(trx, {
      ...{ dataRequestId, authorityId, submissionId, takesBack: last.id },
      decision: 'taken back',
      reasonSealed: words.seal(input.reason),
      decidedBy: viewer.personId,
      decidedAt: context.now,
    })
    await tell(trx, [
      {
        ...{ roundId, dataRequestId, authorityId, kind: 'decision taken back', recipients: 'authority' },
        ...(submissionId && { aboutId: submissionId }),
      },
    ])
    await recordEvent(trx, context, {
      type: 'decision taken back',
      ...{ authorityId, dataRequestId, submissionId, decision: last.decision, state: standing.state },
      isInFigures: standing.acceptedSubmissionId !== null,
    })
    await moveInFigures(trx, dataRequest, standing.acceptedSubmissionId)
  })
}

/** Takes out of the figures what is not accepted any more, and counts what is accepted again. */
async function moveInFigures(
  trx: Trx,
  { id: dataRequestId, roundId, acceptedSubmissionId: before }: DataRequest,
  after: SubmissionId | null,
): Promise<void> {
  if (before !== null && after === null) {
    await deleteContribution(trx, { dataRequestId, submissionId: before })
    await enqueue(trx, jobs.compareReturns, { roundId })
    await enqueue(trx, jobs.refreshFigures, { roundId })
  }
  if (before === null && after !== null) {
    await mustBeReadable(trx, after)
    await enqueue(trx, jobs.contribute, { submissionId: after })
  }
}
