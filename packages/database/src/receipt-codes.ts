import { batches } from './batches.ts'
import type { Trx } from './connect.ts'
import type { StoredSubmission } from './submissions.ts'
import type { ReceiptCodesTable } from './tables/receipt-codes.ts'

/** The version that a check code is of, with what its receipt says. With the system's eyes. */
export const findReceivedByCode = (trx: Trx, codeHash: Buffer) =>
  trx
    .selectFrom('receiptCodes')
    .innerJoin('submissions', 'submissions.id', 'receiptCodes.submissionId')
    .innerJoin('dataRequests', 'dataRequests.id', 'submissions.dataRequestId')
    .innerJoin('rounds', 'rounds.id', 'dataRequests.roundId')
    .innerJoin('authorities', 'authorities.id', 'submissions.authorityId')
    .leftJoin('signOffs', 'signOffs.submissionId', 'submissions.id')
    .select([
      'submissions.version',
      'submissions.kind',
      'submissions.sha256',
      'submissions.byteCount',
      'submissions.receivedAt',
      'authorities.code as authorityCode',
      'authorities.name as authorityName',
      'rounds.title',
      'rounds.referenceOn',
      'signOffs.signedAt',
    ])
    .select((eb) =>
      eb('dataRequests.currentSubmissionId', '=', eb.ref('submissions.id')).$castTo<boolean>().as('isNewest'),
    )
    .where('receiptCodes.codeHash', '=', codeHash)
    .executeTakeFirst()

/** Versions whose check codes are not noted yet. */
export const listReceivedWithoutCode = (trx: Trx): Promise<StoredSubmission[]> =>
  trx
    .selectFrom('submissions')
    .selectAll()
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('receiptCodes')
            .select('receiptCodes.submissionId')
            .whereRef('receiptCodes.submissionId', '=', 'submissions.id'),
        ),
      ),
    )
    .execute()

/** Two that note the same at once leave one row. */
export async function insertReceiptCodes(trx: Trx, codes: readonly ReceiptCodesTable[]): Promise<void> {
  for (const lot of batches(codes))
    await trx
      .insertInto('receiptCodes')
      .values(lot)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}
