import { getDataRequest } from '@rollcall/database/data-requests'
import { listFindingCounts } from '@rollcall/database/finding-counts'
import { getSubmissionWithCounts, listSubmissions } from '@rollcall/database/submissions'
import type { DataRequestId, SubmissionId } from '@rollcall/domain/ids'
import { isOffice } from '@rollcall/domain/viewer'
import { type Context, transact } from './context.ts'
import { portalKey } from './portal-keys.ts'
import { receiptOf } from './receipt.ts'
import { wordsReader } from './words.ts'

/** Every version of a return, newest first, with the receipt of each and how its check came out in numbers. */
export async function readSubmissions(context: Context, dataRequestId: DataRequestId) {
  const receipts = await portalKey(context, 'receipts')
  return await transact(context, async (trx) => {
    await getDataRequest(trx, dataRequestId)
    const submissions = await listSubmissions(trx, dataRequestId)
    return submissions.map((submission) => ({ ...submission, ...receiptOf(receipts, submission) }))
  })
}

/** One version, with how often each rule found something, and why the file was refused where it was. */
export async function readSubmission(context: Context, submissionId: SubmissionId) {
  const receipts = await portalKey(context, 'receipts')
  return await transact(context, async (trx) => {
    const submission = await getSubmissionWithCounts(trx, submissionId)
    const { dataRequestId, refusalSealed } = submission
    // It may name a sheet in the officer's own words, which are not the office's to read.
    const words = isOffice(context.viewer) ? undefined : await wordsReader(context, trx, [dataRequestId])
    return {
      ...submission,
      ...receiptOf(receipts, submission),
      refusal: words?.(dataRequestId, refusalSealed) ?? null,
      findingCounts: await listFindingCounts(trx, submissionId),
    }
  })
}
