import type {
  AuthorityId,
  DataRequestId,
  PersonId,
  RoundId,
  RowExtractId,
  SubmissionId,
} from '@rollcall/domain/ids'
import type { Insertable } from 'kysely'
import { batches } from './batches.ts'
import type { Trx } from './connect.ts'
import type { RowExtractsTable } from './tables/work-on-returns.ts'

export async function insertRowExtracts(
  trx: Trx,
  extracts: readonly Insertable<RowExtractsTable>[],
): Promise<void> {
  for (const batch of batches(extracts)) await trx.insertInto('rowExtracts').values(batch).execute()
}

/** Rows of one return that this person took out by themselves, if they are theirs; those of a whole round are read at each download. */
export const findRowExtract = (trx: Trx, id: RowExtractId, takenBy: PersonId) =>
  trx
    .selectFrom('rowExtracts')
    .select(['id', 'dataRequestId', 'submissionId', 'figure', 'breakdown', 'takenAt', 'reasonSealed'])
    .where('id', '=', id)
    .where('takenBy', '=', takenBy)
    .where('roundExtractId', 'is', null)
    .executeTakeFirst()

/** Who of the office took rows of this return out to look at, when, and why, oldest first. Reasons are sealed under the request's own key. */
export const listRowExtracts = (trx: Trx, dataRequestId: DataRequestId) =>
  trx
    .selectFrom('rowExtracts')
    .leftJoin('people', 'people.id', 'rowExtracts.takenBy')
    .innerJoin('submissions', 'submissions.id', 'rowExtracts.submissionId')
    .select([
      'rowExtracts.id',
      'rowExtracts.submissionId',
      'submissions.version',
      'rowExtracts.reasonSealed',
      'rowExtracts.takenBy',
      'people.name as takenByName',
      'rowExtracts.takenAt',
      'rowExtracts.figure',
      'rowExtracts.breakdown',
      'rowExtracts.roundExtractId',
    ])
    .where('rowExtracts.dataRequestId', '=', dataRequestId)
    .orderBy('rowExtracts.id')
    .execute()

/** The version of an authority's return in the last round that a return of this round was compared with, while it can be read. */
export const findComparedWith = (
  trx: Trx,
  of: { readonly roundId: RoundId; readonly authorityId: AuthorityId; readonly sha256: string },
): Promise<{ readonly id: SubmissionId } | undefined> =>
  trx
    .selectFrom('rounds')
    .innerJoin('dataRequests', 'dataRequests.roundId', 'rounds.lastRoundId')
    .innerJoin('submissions', 'submissions.dataRequestId', 'dataRequests.id')
    .innerJoin('dataKeys', 'dataKeys.submissionId', 'submissions.id')
    .select('submissions.id')
    .where('rounds.id', '=', of.roundId)
    .where('dataRequests.authorityId', '=', of.authorityId)
    .where('submissions.sha256', '=', of.sha256)
    .where('dataKeys.wrapped', 'is not', null)
    .limit(1)
    .executeTakeFirst()
