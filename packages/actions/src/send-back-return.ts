import { recordEvent } from '@rollcall/database/audit-events'
import { updateDataRequest } from '@rollcall/database/data-requests'
import { lockReturn } from '@rollcall/database/held-returns'
import { insertReturnDecision } from '@rollcall/database/return-decisions'
import { getSubmission } from '@rollcall/database/submissions'
import { mustCollect } from '@rollcall/domain/data-request'
import { DataRequestId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { problems } from '@rollcall/domain/problems'
import { requestAfter } from '@rollcall/domain/request-life'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { SignOffReturn } from './sign-off-return.ts'
import { tell } from './tell.ts'
import { wordsOf } from './words.ts'

export const SendBackReturn = z.object({
  dataRequestId: DataRequestId,
  /** Of the version the signatory looked at, so that nobody sends back what was sent meanwhile. Left out, the newest. */
  sha256: SignOffReturn.shape.sha256.optional(),
  /** Its officers are told. */
  reason: z.string().trim().min(1, 'Say what is wrong with the return.').max(4000),
})
export type SendBackReturn = z.infer<typeof SendBackReturn>

/** Gives a return back to its officers unsigned, with what is wrong with it. */
export async function sendBackReturn(context: Context, input: SendBackReturn): Promise<void> {
  const { viewer } = context
  mustBeAllowed(viewer, 'send back a return')
  await transact(context, async (trx) => {
    const dataRequest = await lockReturn(trx, input.dataRequestId)
    const { id: dataRequestId, roundId, authorityId, currentSubmissionId: submissionId } = dataRequest
    mustCollect(dataRequest)
    const looked = input.sha256
    if (looked && submissionId && (await getSubmission(trx, submissionId)).sha256 !== looked)
      throw problems.stale({ what: 'return' })
    const state = requestAfter(dataRequest.state, 'send back')
    const words = await wordsOf(context, trx, dataRequestId)

    await updateDataRequest(trx, dataRequestId, { state })
    await insertReturnDecision(trx, {
      ...{ dataRequestId, authorityId, submissionId },
      decision: 'sent back',
      reasonSealed: words.seal(input.reason),
      decidedBy: viewer.personId,
      decidedAt: context.now,
    })
    await tell(trx, [
      {
        ...{ roundId, dataRequestId, authorityId, kind: 'return sent back', recipients: 'officers' },
        ...(submissionId && { aboutId: submissionId }),
      },
    ])
    await recordEvent(trx, context, {
      type: 'return sent back',
      ...{ authorityId, dataRequestId, submissionId },
    })
  })
}
