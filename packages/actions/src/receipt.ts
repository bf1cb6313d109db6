import { getDataRequest } from '@rollcall/database/data-requests'
import { getSubmission, type StoredSubmission } from '@rollcall/database/submissions'
import { canonical } from '@rollcall/domain/canonical'
import { checkCodeOf } from '@rollcall/domain/check-code'
import type { DataRequestId, SubmissionId } from '@rollcall/domain/ids'
import { mark } from '@rollcall/platform/sealing'
import { type Context, transact } from './context.ts'
import { portalKey } from './portal-keys.ts'

/** What an authority can show for having sent a return: which bytes, when, and a code that only this portal can have made. */
export interface Receipt {
  readonly submissionId: SubmissionId
  readonly dataRequestId: DataRequestId
  readonly version: number
  readonly kind: 'workbook' | 'nil'
  readonly sha256: string
  readonly byteCount: number
  readonly receivedAt: Date
  readonly checkCode: string
}

/** The receipt of a version, the same each time it is asked for. */
export async function getReceipt(context: Context, submissionId: SubmissionId): Promise<Receipt> {
  const key = await portalKey(context, 'receipts')
  return receiptOf(key, await transact(context, (trx) => getSubmission(trx, submissionId)))
}

/** The receipt of the newest version of a return, where that is of these very bytes. */
export async function findReceipt(
  context: Context,
  { dataRequestId, sha256 }: Pick<Receipt, 'dataRequestId' | 'sha256'>,
): Promise<Receipt | undefined> {
  const { currentSubmissionId } = await transact(context, (trx) => getDataRequest(trx, dataRequestId))
  if (currentSubmissionId === null) return undefined
  const receipt = await getReceipt(context, currentSubmissionId)
  return receipt.sha256 === sha256 ? receipt : undefined
}

export const receiptOf = (key: Uint8Array, submission: StoredSubmission): Receipt => {
  const { id: submissionId, dataRequestId, version, kind, sha256, byteCount, receivedAt } = submission
  const said = [submissionId, sha256, byteCount, receivedAt.toISOString()]
  const checkCode = checkCodeOf(mark(key, canonical(said)))
  return { submissionId, dataRequestId, version, kind, sha256, byteCount, receivedAt, checkCode }
}
