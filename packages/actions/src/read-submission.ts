import { getDataRequest } from '@rollcall/database/data-requests'
import { listFindingCounts } from '@rollcall/database/finding-counts'
import { listSignOffs } from '@rollcall/database/sign-offs'
import { getSubmissionWithCounts, listSubmissions } from '@rollcall/database/submissions'
import type { DataRequestId, SubmissionId } from '@rollcall/domain/ids'
import { type Context, transact } from './context.ts'
import { wordsReader } from './words.ts'

/** One version of a return: how far it has got, and what its check came to in numbers, by rule too. */
export async function readSubmission(context: Context, submissionId: SubmissionId) {
  return await transact(context, async (trx) => {
    const { refusalSealed, ...submission } = await getSubmissionWithCounts(trx, submissionId)
    const opened = await wordsReader(context, trx, [submission.dataRequestId])
    return {
      ...submission,
      /** Why the file was refused, in a sentence. */
      refusal: opened(submission.dataRequestId, refusalSealed),
      findingCounts: await listFindingCounts(trx, submissionId),
    }
  })
}

/** Every version of a return, newest first, and its sign-offs. */
export async function readVersions(context: Context, dataRequestId: DataRequestId) {
  return await transact(context, async (trx) => {
    await getDataRequest(trx, dataRequestId)
    const opened = await wordsReader(context, trx, [dataRequestId])
    const submissions = await listSubmissions(trx, dataRequestId)
    return {
      submissions: submissions.map(({ refusalSealed, ...submission }) => ({
        ...submission,
        refusal: opened(dataRequestId, refusalSealed),
      })),
      signOffs: await listSignOffs(trx, dataRequestId),
    }
  })
}
