import type { SubmissionId } from '@rollcall/domain/ids'
import type { Insertable } from 'kysely'
import type { Trx } from './connect.ts'
import type { SignOffRequestsTable } from './tables/sign-off-requests.ts'

export async function insertSignOffRequest(
  trx: Trx,
  request: Insertable<SignOffRequestsTable>,
): Promise<void> {
  await trx.insertInto('signOffRequests').values(request).execute()
}

/** Who last asked for one version to be signed off, and when. The note is sealed under the request's own key; few write one. */
export const findSignOffRequest = (trx: Trx, submissionId: SubmissionId) =>
  trx
    .selectFrom('signOffRequests')
    .leftJoin('people', 'people.id', 'signOffRequests.askedBy')
    .select(['people.name as askedByName', 'signOffRequests.askedAt', 'signOffRequests.noteSealed'])
    .where('signOffRequests.submissionId', '=', submissionId)
    .orderBy('signOffRequests.id', 'desc')
    .limit(1)
    .executeTakeFirst()
