import type { Trx } from '@rollcall/database/connect'
import type { ContentPart } from '@rollcall/database/contents'
import { findSubmissionKey } from '@rollcall/database/data-keys'
import type { AuthorityId, ContentId, DataRequestId, SubmissionId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import type { Context } from './context.ts'

/** Plain bytes in one sealed chunk. */
export const chunkBytes = 1_048_576

/** What a submission's key is bound to: whose it is, what it answers and the very bytes. */
export const submissionBinding = (of: {
  readonly authorityId: AuthorityId
  readonly dataRequestId: DataRequestId
  readonly sha256: string
}): string => `submission ${of.authorityId} ${of.dataRequestId} ${of.sha256}`

/** What a chunk is sealed with, so that none can be left out, moved or taken for another's. */
export const chunkContext = (id: ContentId, part: ContentPart, seq: number, isLast: boolean): string =>
  `${id} ${part} ${seq} ${isLast ? 'last' : 'more'}`

/** Refuses to count what was destroyed: nobody can read any more what it says. */
export async function mustBeReadable(trx: Trx, submissionId: SubmissionId): Promise<void> {
  const kept = await findSubmissionKey(trx, submissionId)
  if (kept?.wrapped === null) throw problems.contentDestroyed()
}

/** The key of all that a submission holds, or a Problem where it was destroyed. */
export async function submissionKey(
  { keys }: Pick<Context, 'keys'>,
  trx: Trx,
  submissionId: SubmissionId,
): Promise<Buffer> {
  const kept = await findSubmissionKey(trx, submissionId)
  if (kept === undefined) throw problems.notFound({ what: 'submission' })
  if (kept.wrapped === null) throw problems.contentDestroyed()
  return keys.unwrap({ masterKeyId: kept.masterKeyId, bytes: kept.wrapped }, kept.binding)
}
