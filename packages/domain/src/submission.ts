import type { DataRequest } from './data-request.ts'
import type { AuthorityId, DataRequestId, PersonId, SubmissionId } from './ids.ts'
import { Problem } from './problem.ts'
import type { SubmissionState } from './submission-life.ts'

/** One return, sent: a workbook or a declaration of nil. Each is a new version; nothing is ever overwritten. */
export interface Submission {
  readonly id: SubmissionId
  readonly dataRequestId: DataRequestId
  readonly authorityId: AuthorityId
  readonly version: number
  readonly kind: 'workbook' | 'nil'
  readonly state: SubmissionState
  /** Of the bytes as they were sent. */
  readonly sha256: string
  readonly byteCount: number
  readonly receivedBy: PersonId
}

/** Refuses work on a version that is no longer the newest. */
export function mustBeCurrent(
  { id }: Pick<Submission, 'id'>,
  { currentSubmissionId }: Pick<DataRequest, 'currentSubmissionId'>,
): void {
  if (id !== currentSubmissionId) throw submissionProblems.notCurrent()
}

export const submissionProblems = {
  fileTooLarge: ({ sentence }: { sentence: string }) => new Problem('too-large', 'FILE_TOO_LARGE', sentence),

  notChecked: () =>
    new Problem(
      'conflict',
      'NOT_CHECKED',
      'This version has not been checked, so there is nothing to read about it. Wait for its check, or send a file that can be read.',
    ),

  notCurrent: () =>
    new Problem('conflict', 'NOT_CURRENT', 'A newer version of this return has been sent. Read that one.'),

  noFile: () =>
    new Problem(
      'missing',
      'NO_FILE',
      'This is a nil return: no workbook was sent, so there is none to read.',
    ),

  rowsNeedReason: () =>
    new Problem(
      'forbidden',
      'ROWS_NEED_A_REASON',
      'The office sees what a return says row by row only in an extract, with a reason that the authority can read. Ask for an extract.',
    ),

  noNilReturn: () =>
    new Problem(
      'conflict',
      'NO_NIL_RETURN',
      'This collection cannot be answered with a nil return. Fill in the template and send it.',
    ),
}

export const receiptProblems = {
  checkCodeWrong: () =>
    new Problem(
      'invalid',
      'CHECK_CODE_WRONG',
      'Enter the check code as it is on the receipt: 16 letters and digits, such as K3F7-9QRT-0V2M-XW4A.',
    ),

  receiptUnknown: () =>
    new Problem(
      'missing',
      'RECEIPT_UNKNOWN',
      'No receipt of this portal has this check code. Compare it with the receipt, sign by sign.',
    ),
}
