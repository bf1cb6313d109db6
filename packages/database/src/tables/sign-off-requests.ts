import type { AuthorityId, DataRequestId, PersonId, SubmissionId } from '@rollcall/domain/ids'
import type { Generated } from 'kysely'

export interface SignOffRequestsTable {
  id: Generated<string>
  dataRequestId: DataRequestId
  authorityId: AuthorityId
  submissionId: SubmissionId
  noteSealed: Buffer | null
  askedBy: PersonId
  askedAt: Generated<Date>
}
