import { recordEvent } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { lockDataRequest } from '@rollcall/database/data-requests'
import { insertNotices } from '@rollcall/database/notices'
import { getSubmission, updateSubmission } from '@rollcall/database/submissions'
import type { SubmissionId } from '@rollcall/domain/ids'
import { awaitsCheck } from '@rollcall/domain/submission-life'
import type { Context } from './context.ts'
import { wordsOf } from './words.ts'

/** A version with its request, held, and whether it still waits for its check. */
export async function holdWaiting(trx: Trx, submissionId: SubmissionId) {
  const { dataRequestId } = await getSubmission(trx, submissionId)
  const dataRequest = await lockDataRequest(trx, dataRequestId)
  const submission = await getSubmission(trx, submissionId)
  return { dataRequest, submission, isWaiting: awaitsCheck(submission.state) }
}

/** Refuses a version that is held: its officers are told why, in a sentence that is sealed as it may name a sheet or a cell. */
export async function keepRefusal(
  context: Context,
  trx: Trx,
  { dataRequest, submission }: Awaited<ReturnType<typeof holdWaiting>>,
  { code, message }: { readonly code: string; readonly message: string },
): Promise<void> {
  const { id: dataRequestId, roundId, authorityId } = dataRequest
  const { id: submissionId, version } = submission
  const words = await wordsOf(context, trx, dataRequestId)
  await updateSubmission(trx, submissionId, {
    state: 'refused',
    checkedAt: context.now,
    refusalCode: code,
    refusalSealed: words.seal(message),
  })
  await insertNotices(trx, [
    { roundId, dataRequestId, authorityId, kind: 'file refused', recipients: 'officers' },
  ])
  await recordEvent(trx, context, {
    type: 'file refused',
    ...{ authorityId, dataRequestId, submissionId, version, refusal: code },
  })
}
