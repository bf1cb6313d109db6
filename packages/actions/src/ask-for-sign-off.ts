import { recordEvent } from '@rollcall/database/audit-events'
import { lockReturn } from '@rollcall/database/held-returns'
import { insertSignOffRequest } from '@rollcall/database/sign-off-requests'
import { mustCollect } from '@rollcall/domain/data-request'
import { DataRequestId, type SubmissionId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { requestAfter } from '@rollcall/domain/request-life'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { tell } from './tell.ts'
import { wordsOf } from './words.ts'

export const AskForSignOff = z.object({
  dataRequestId: DataRequestId,
  /** What the signatory should know before they sign. */
  note: z.string().trim().max(2000, 'Say it in 2,000 characters at most.').optional(),
})
export type AskForSignOff = z.infer<typeof AskForSignOff>

/** Tells the signatories of an authority that the newest version waits for their signature. Asked again, they are told again. */
export async function askForSignOff(
  context: Context,
  { dataRequestId, note }: AskForSignOff,
): Promise<{ readonly submissionId: SubmissionId }> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'ask for sign-off')
  return await transact(context, async (trx) => {
    const dataRequest = await lockReturn(trx, dataRequestId)
    const { roundId, authorityId, currentSubmissionId: submissionId } = dataRequest
    mustCollect(dataRequest)
    requestAfter(dataRequest.state, 'ask for sign-off')
    if (submissionId === null) throw new Error('a return without a version waits to be signed off')
    const noteSealed = note ? (await wordsOf(context, trx, dataRequestId)).seal(note) : null

    await insertSignOffRequest(trx, {
      ...{ dataRequestId, authorityId, submissionId, noteSealed },
      askedBy: viewer.personId,
      askedAt: now,
    })
    await tell(trx, [
      {
        roundId,
        dataRequestId,
        authorityId,
        kind: 'return awaits sign-off',
        recipients: 'signatories',
        aboutId: submissionId,
      },
    ])
    await recordEvent(trx, context, {
      type: 'sign-off asked for',
      ...{ authorityId, dataRequestId, submissionId },
    })
    return { submissionId }
  })
}
