import type { AuthorityId, DataRequestId, SubmissionId } from '@rollcall/domain/ids'
import { batches } from './batches.ts'
import type { Trx } from './connect.ts'

/** A data key as it is kept: wrapped by a master key that is not in the database. */
export interface KeptKey {
  readonly binding: string
  readonly masterKeyId: string
  /** `null` once it was destroyed, and its content with it. */
  readonly wrapped: Buffer | null
}

export interface NewDataKey {
  readonly dataRequestId: DataRequestId
  readonly authorityId: AuthorityId
  /** `null` for the key of the request's words. */
  readonly submissionId: SubmissionId | null
  readonly binding: string
  readonly masterKeyId: string
  readonly wrapped: Buffer
}

export async function insertDataKeys(trx: Trx, keys: readonly NewDataKey[]): Promise<void> {
  for (const batch of batches(keys)) await trx.insertInto('dataKeys').values(batch).execute()
}

/** The key that seals what people write about a request. */
export const findWordsKey = (trx: Trx, dataRequestId: DataRequestId): Promise<KeptKey | undefined> =>
  trx
    .selectFrom('dataKeys')
    .select(['binding', 'masterKeyId', 'wrapped'])
    .where('dataRequestId', '=', dataRequestId)
    .where('submissionId', 'is', null)
    .executeTakeFirst()

/** The same of several requests. */
export const listWordsKeys = (trx: Trx, dataRequestIds: readonly DataRequestId[]) =>
  trx
    .selectFrom('dataKeys')
    .select(['dataRequestId', 'binding', 'masterKeyId', 'wrapped'])
    .where((eb) => eb('dataRequestId', '=', eb.fn.any(eb.val(dataRequestIds))))
    .where('submissionId', 'is', null)
    .execute()

/** The key that seals a submission's file, rows and findings. */
export const findSubmissionKey = (trx: Trx, submissionId: SubmissionId): Promise<KeptKey | undefined> =>
  trx
    .selectFrom('dataKeys')
    .select(['binding', 'masterKeyId', 'wrapped'])
    .where('submissionId', '=', submissionId)
    .executeTakeFirst()
