import { getShownDataRequest } from '@rollcall/database/shown-data-requests'
import { findSignOff } from '@rollcall/database/sign-offs'
import { getSubmissionWithCounts } from '@rollcall/database/submissions'
import type { SubmissionId } from '@rollcall/domain/ids'
import { type Context, transact } from './context.ts'
import { portalKey } from './portal-keys.ts'
import { relaxedIn } from './read-relaxed.ts'
import { receiptOf } from './receipt.ts'

/** The receipt of one version as its authority shows it: with whose it is, who sent it and who signed it. */
export async function readReceipt(context: Context, submissionId: SubmissionId) {
  const receipts = await portalKey(context, 'receipts')
  return await transact(context, async (trx) => {
    const submission = await getSubmissionWithCounts(trx, submissionId)
    const { dataRequestId, receivedByName: sentBy } = submission
    const request = await getShownDataRequest(trx, dataRequestId)
    const signOff = await findSignOff(trx, submissionId)
    const { authorityCode, authorityName, title, referenceOn, currentSubmissionId } = request
    return {
      ...receiptOf(receipts, submission),
      ...{ authorityCode, authorityName, title, referenceOn, sentBy },
      relaxed: await relaxedIn(context, trx, request.roundId, submission.relaxed),
      isNewest: currentSubmissionId === submissionId,
      signedAt: signOff?.signedAt ?? null,
      signedBy: signOff?.signedByName ?? null,
    }
  })
}
