import { recordEvent } from '@rollcall/database/audit-events'
import { countOpenDataQueries } from '@rollcall/database/data-queries'
import { lockDataRequest, updateDataRequest } from '@rollcall/database/data-requests'
import { insertReturnDecision } from '@rollcall/database/return-decisions'
import { getSubmission } from '@rollcall/database/submissions'
import { dataQueryProblems } from '@rollcall/domain/data-query'
import { DataRequestId, SubmissionId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { problems } from '@rollcall/domain/problems'
import { requestAfter } from '@rollcall/domain/request-life'
import { roundMust } from '@rollcall/domain/round-life'
import type { Submission } from '@rollcall/domain/submission'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { enqueue, jobs } from './jobs.ts'
import { mustBeReadable } from './submission-key.ts'
import { tell } from './tell.ts'

export const AcceptReturn = z.object({
  dataRequestId: DataRequestId,
  /** What the analyst looked at, so that nobody accepts what was sent meanwhile. */
  submissionId: SubmissionId.optional(),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, 'Give the SHA-256 as 64 hexadecimal digits.')
    .optional(),
})
export type AcceptReturn = z.infer<typeof AcceptReturn>

/** Takes a signed return into the figures. */
export async function acceptReturn(context: Context, input: AcceptReturn): Promise<void> {
  const { viewer } = context
  mustBeAllowed(viewer, 'accept a return')
  await transact(context, async (trx) => {
    const dataRequest = await lockDataRequest(trx, input.dataRequestId)
    const { id: dataRequestId, roundId, authorityId, currentSubmissionId } = dataRequest
    roundMust(dataRequest.roundState, 'work on returns')
    const current = currentSubmissionId && (await getSubmission(trx, currentSubmissionId))
    if (current && isOther(input, current)) throw problems.stale({ what: 'return' })
    const state = requestAfter(dataRequest.state, 'accept')
    if (!current) throw new Error('a signed return has no version')
    const { id: submissionId, sha256, version } = current
    const open = await countOpenDataQueries(trx, dataRequestId)
    if (open > 0) throw dataQueryProblems.queriesOpen({ open })
    await mustBeReadable(trx, submissionId)

    await updateDataRequest(trx, dataRequestId, { state, acceptedSubmissionId: submissionId })
    await insertReturnDecision(trx, {
      ...{ dataRequestId, authorityId, submissionId },
      ...{ decision: 'accepted', stateBefore: dataRequest.state },
      decidedBy: viewer.personId,
      decidedAt: context.now,
    })
    await tell(trx, [
      {
        roundId,
        dataRequestId,
        authorityId,
        kind: 'return accepted',
        recipients: 'authority',
        aboutId: submissionId,
      },
    ])
    await recordEvent(trx, context, {
      type: 'return accepted',
      ...{ authorityId, dataRequestId, submissionId, version, sha256 },
    })
    await enqueue(trx, jobs.contribute, { submissionId })
  })
}

const isOther = (
  looked: Pick<AcceptReturn, 'submissionId' | 'sha256'>,
  { id, sha256 }: Submission,
): boolean => (looked.submissionId ?? id) !== id || (looked.sha256 ?? sha256) !== sha256
