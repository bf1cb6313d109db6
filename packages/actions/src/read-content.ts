import type { Trx } from '@rollcall/database/connect'
import { type ContentPart, findContent, getChunk } from '@rollcall/database/contents'
import type { SubmissionId } from '@rollcall/domain/ids'
import { open } from '@rollcall/platform/sealing'
import type { Context } from './context.ts'
import { chunkContext, submissionKey } from './submission-key.ts'

/** A part of what a submission holds; `undefined` where it has no such part. A Problem where its key was destroyed. */
export async function readContent(
  context: Pick<Context, 'keys'>,
  trx: Trx,
  submissionId: SubmissionId,
  part: ContentPart,
): Promise<Buffer | undefined> {
  const key = await submissionKey(context, trx, submissionId)
  const content = await findContent(trx, submissionId, part)
  if (content === undefined) return undefined
  const { id, chunks } = content
  const plain: Buffer[] = []
  for (let seq = 0; seq < chunks; seq++) {
    // One at a time: Postgres sends bytes as text, which takes twice their room.
    const sealed = await getChunk(trx, id, seq)
    plain.push(open(key, sealed, chunkContext(id, part, seq, seq === chunks - 1)))
  }
  return plain.length === 1 && plain[0] ? plain[0] : Buffer.concat(plain)
}
