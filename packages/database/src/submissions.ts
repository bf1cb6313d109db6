import type { DataRequestId, SubmissionId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import type { Submission } from '@rollcall/domain/submission'
import type { Updateable } from 'kysely'
import type { Trx } from './connect.ts'
import type { SubmissionsTable } from './tables/submissions.ts'

/** A version as it is stored. */
export interface StoredSubmission extends Submission {
  readonly receivedAt: Date
}

/** One version of a return, or a Problem where it is not there or not the viewer's to see. */
export const getSubmission = (trx: Trx, id: SubmissionId): Promise<StoredSubmission> =>
  oneSubmission(trx, id).executeTakeFirstOrThrow(() => problems.notFound({ what: 'submission' }))

/** A version with what its check came to, in numbers. */
export const getSubmissionWithCounts = (trx: Trx, id: SubmissionId) =>
  withCounts(trx)
    .where('submissions.id', '=', id)
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'submission' }))

/** What a version came to in numbers, and which rules were relaxed when that was worked out. */
export const getStanding = (trx: Trx, id: SubmissionId) =>
  trx
    .selectFrom('submissions')
    .select(['errorCount', 'queryCount', 'noteCount', 'relaxed'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow(() => problems.notFound({ what: 'submission' }))

/** Every version of a return, newest first. */
export const listSubmissions = (trx: Trx, dataRequestId: DataRequestId) =>
  withCounts(trx)
    .where('submissions.dataRequestId', '=', dataRequestId)
    .orderBy('submissions.version', 'desc')
    .execute()

/** The newest version before this one whose rows were read, and are not destroyed. */
export const findCheckedBefore = (
  trx: Trx,
  { dataRequestId, version }: Pick<Submission, 'dataRequestId' | 'version'>,
) =>
  trx
    .selectFrom('submissions')
    .innerJoin('contents', 'contents.submissionId', 'submissions.id')
    .innerJoin('dataKeys', 'dataKeys.submissionId', 'submissions.id')
    .select(['submissions.id', 'submissions.version'])
    .where('submissions.dataRequestId', '=', dataRequestId)
    .where('submissions.version', '<', version)
    .where('contents.part', '=', 'rows')
    .where('dataKeys.wrapped', 'is not', null)
    .orderBy('submissions.version', 'desc')
    .executeTakeFirst()

/** The number the next version gets. The request is held, so no two get the same. */
export async function nextVersion(trx: Trx, dataRequestId: DataRequestId): Promise<number> {
  const { last } = await trx
    .selectFrom('submissions')
    .select(({ fn }) => fn.max('version').as('last'))
    .where('dataRequestId', '=', dataRequestId)
    .executeTakeFirstOrThrow()
  return (last ?? 0) + 1
}

export async function insertSubmission(trx: Trx, submission: StoredSubmission): Promise<void> {
  await trx.insertInto('submissions').values(submission).execute()
}

export async function updateSubmission(
  trx: Trx,
  id: SubmissionId,
  change: Updateable<SubmissionsTable>,
): Promise<void> {
  await trx.updateTable('submissions').set(change).where('id', '=', id).execute()
}

const oneSubmission = (trx: Trx, id: SubmissionId) =>
  trx
    .selectFrom('submissions')
    .select([
      'id',
      'dataRequestId',
      'authorityId',
      'version',
      'kind',
      'state',
      'sha256',
      'byteCount',
      'receivedBy',
      'receivedAt',
    ])
    .where('id', '=', id)

const withCounts = (trx: Trx) =>
  trx
    .selectFrom('submissions')
    .leftJoin('people', 'people.id', 'submissions.receivedBy')
    .select([
      'submissions.id',
      'submissions.dataRequestId',
      'submissions.authorityId',
      'submissions.version',
      'submissions.kind',
      'submissions.state',
      'submissions.sha256',
      'submissions.byteCount',
      'submissions.receivedBy',
      'people.name as receivedByName',
      'submissions.receivedAt',
      'submissions.checkedAt',
      'submissions.errorCount',
      'submissions.queryCount',
      'submissions.noteCount',
      'submissions.openQueryCount',
      'submissions.unreadExplanationCount',
      'submissions.rowsBySheet',
      'submissions.relaxed',
      'submissions.refusalCode',
      'submissions.refusalSealed',
    ])
