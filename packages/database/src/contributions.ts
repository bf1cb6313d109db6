import type { DataRequestId, SubmissionId } from '@rollcall/domain/ids'
import type { Trx } from './connect.ts'

/** Takes a version that was accepted out of the figures: its contribution, and the marks of its children. */
export async function deleteContribution(
  trx: Trx,
  { dataRequestId, submissionId }: { dataRequestId: DataRequestId; submissionId: SubmissionId },
): Promise<void> {
  await trx.deleteFrom('contributions').where('dataRequestId', '=', dataRequestId).execute()
  await trx.deleteFrom('fingerprints').where('submissionId', '=', submissionId).execute()
}
