import type { Trx } from '@rollcall/database/connect'
import { lockDataRequest } from '@rollcall/database/data-requests'
import { getSubmission } from '@rollcall/database/submissions'
import type { SubmissionId } from '@rollcall/domain/ids'
import { awaitsCheck } from '@rollcall/domain/submission-life'

/** A version with its request, held, and whether it still waits for its check. */
export async function holdWaiting(trx: Trx, submissionId: SubmissionId) {
  const { dataRequestId } = await getSubmission(trx, submissionId)
  const dataRequest = await lockDataRequest(trx, dataRequestId)
  const submission = await getSubmission(trx, submissionId)
  return { dataRequest, submission, isWaiting: awaitsCheck(submission.state) }
}
