import { randomUUID } from 'node:crypto'
import type { Trx } from '@rollcall/database/connect'
import { type ContentPart, finishContent, insertChunk, insertContent } from '@rollcall/database/contents'
import { ContentId } from '@rollcall/domain/ids'
import type { Submission } from '@rollcall/domain/submission'
import { seal } from '@rollcall/platform/sealing'
import { chunkBytes, chunkContext } from './submission-key.ts'

/** Seals a part of what a submission holds and stores it, in the transaction of what it comes with. */
export async function storeContent(
  trx: Trx,
  { id: submissionId, dataRequestId, authorityId }: Pick<Submission, 'id' | 'dataRequestId' | 'authorityId'>,
  part: ContentPart,
  key: Uint8Array,
  plain: Uint8Array,
): Promise<void> {
  const id = ContentId.parse(randomUUID())
  await insertContent(trx, { id, dataRequestId, authorityId, part })
  const last = Math.max(0, Math.ceil(plain.length / chunkBytes) - 1)
  for (let seq = 0; seq <= last; seq++) {
    const piece = plain.subarray(seq * chunkBytes, (seq + 1) * chunkBytes)
    await insertChunk(
      trx,
      { id, authorityId },
      seq,
      seal(key, piece, chunkContext(id, part, seq, seq === last)),
    )
  }
  await finishContent(trx, id, { submissionId, byteCount: plain.length })
}
