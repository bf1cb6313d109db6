import type { SubmissionId } from '@rollcall/domain/ids'

export interface ReceiptCodesTable {
  codeHash: Buffer
  submissionId: SubmissionId
}
