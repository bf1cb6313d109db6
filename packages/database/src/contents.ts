import type { AuthorityId, ContentId, DataRequestId, SubmissionId } from '@rollcall/domain/ids'
import { sql } from 'kysely'
import type { Trx } from './connect.ts'

export type ContentPart = 'file' | 'rows' | 'findings'

export interface NewContent {
  readonly id: ContentId
  readonly dataRequestId: DataRequestId
  readonly authorityId: AuthorityId
  readonly part: ContentPart
}

/** Begins content. It is noise, and swept in time, until it is finished. */
export async function insertContent(
  trx: Trx,
  { id, dataRequestId, authorityId, part }: NewContent,
): Promise<void> {
  await trx.insertInto('contents').values({ id, dataRequestId, authorityId, part }).execute()
}

export async function insertChunk(
  trx: Trx,
  { id, authorityId }: Pick<NewContent, 'id' | 'authorityId'>,
  seq: number,
  sealed: Buffer,
): Promise<void> {
  await trx.insertInto('contentChunks').values({ contentId: id, authorityId, seq, sealed }).execute()
}

/** Gives content that is whole to its submission. */
export async function finishContent(
  trx: Trx,
  id: ContentId,
  { submissionId, byteCount }: { submissionId: SubmissionId; byteCount: number },
): Promise<void> {
  await trx
    .updateTable('contents')
    .set({ submissionId, byteCount, finishedAt: sql<Date>`now()` })
    .where('id', '=', id)
    .where('finishedAt', 'is', null)
    .returning('id')
    .executeTakeFirstOrThrow()
}

/** Where a part of a submission is, and in how many chunks. */
export const findContent = (trx: Trx, submissionId: SubmissionId, part: ContentPart) =>
  trx
    .selectFrom('contents')
    .innerJoin('contentChunks', 'contentChunks.contentId', 'contents.id')
    .select(({ fn }) => ['contents.id', fn.countAll<number>().as('chunks')])
    .groupBy('contents.id')
    .where('submissionId', '=', submissionId)
    .where('part', '=', part)
    .executeTakeFirst()

export async function getChunk(trx: Trx, contentId: ContentId, seq: number): Promise<Buffer> {
  const { sealed } = await trx
    .selectFrom('contentChunks')
    .select('sealed')
    .where('contentId', '=', contentId)
    .where('seq', '=', seq)
    .executeTakeFirstOrThrow()
  return sealed
}

/** Removes content that was never finished, and its chunks with it. */
export async function deleteUnfinished(trx: Trx, id: ContentId): Promise<void> {
  await trx.deleteFrom('contents').where('id', '=', id).where('finishedAt', 'is', null).execute()
}

/** Removes what uploads that never ended have left behind, and says how many they were. */
export async function deleteUnfinishedOlderThan(trx: Trx, hours: number): Promise<number> {
  const { numDeletedRows } = await trx
    .deleteFrom('contents')
    .where('finishedAt', 'is', null)
    .where('startedAt', '<', sql<Date>`now() - ${hours} * interval '1 hour'`)
    .executeTakeFirstOrThrow()
  return Number(numDeletedRows)
}
