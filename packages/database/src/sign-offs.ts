import type { DataRequestId, SubmissionId } from '@rollcall/domain/ids'
import type { Insertable } from 'kysely'
import type { Trx } from './connect.ts'
import type { SignOffsTable } from './tables/work-on-returns.ts'

export async function insertSignOff(trx: Trx, signOff: Insertable<SignOffsTable>): Promise<void> {
  await trx.insertInto('signOffs').values(signOff).execute()
}

/** Every sign-off of a return, newest first: the versions signed, by whom and in which words. */
export const listSignOffs = (trx: Trx, dataRequestId: DataRequestId) =>
  signOffs(trx)
    .where('signOffs.dataRequestId', '=', dataRequestId)
    .orderBy('submissions.version', 'desc')
    .execute()

/** The sign-off of one version. */
export const findSignOff = (trx: Trx, submissionId: SubmissionId) =>
  signOffs(trx).where('signOffs.submissionId', '=', submissionId).executeTakeFirst()

const signOffs = (trx: Trx) =>
  trx
    .selectFrom('signOffs')
    .innerJoin('submissions', 'submissions.id', 'signOffs.submissionId')
    .leftJoin('people', 'people.id', 'signOffs.signedBy')
    .select([
      'signOffs.id',
      'signOffs.submissionId',
      'submissions.version',
      'signOffs.sha256',
      'signOffs.statement',
      'signOffs.signedBy',
      'people.name as signedByName',
      'signOffs.signedAt',
    ])
