import { createHash, randomUUID } from 'node:crypto'
import { deleteUnfinished, insertChunk, insertContent } from '@rollcall/database/contents'
import { getDataRequest } from '@rollcall/database/data-requests'
import { mustCollect } from '@rollcall/domain/data-request'
import { type AuthorityId, ContentId, type DataRequestId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { requestAfter } from '@rollcall/domain/request-life'
import { submissionProblems } from '@rollcall/domain/submission'
import { newKey, seal } from '@rollcall/platform/sealing'
import { limits } from '@rollcall/workbook/limits'
import { refusals } from '@rollcall/workbook/refusal'
import { type Context, transact } from './context.ts'
import { chunkBytes, chunkContext } from './submission-key.ts'

/** A file as it came in, sealed. Until it is submitted its key is nowhere but here, so that half an upload is noise. */
export interface ReceivedContent {
  readonly id: ContentId
  readonly dataRequestId: DataRequestId
  readonly authorityId: AuthorityId
  readonly sha256: string
  readonly byteCount: number
  readonly key: Buffer
  /** The whole of a small file, sealed; what is larger is stored already. */
  readonly unstored: Buffer | null
}

/**
 * Takes in a file as it comes, sealing each piece before it is stored: never is more than a piece of it in the clear, or all of it in
 * memory. Give what it returns to `submitWorkbook`, or else to `abandonContent`.
 */
export async function receiveContent(
  context: Context,
  { dataRequestId }: { readonly dataRequestId: DataRequestId },
  stream: AsyncIterable<Uint8Array>,
): Promise<ReceivedContent> {
  const { viewer } = context
  mustBeAllowed(viewer, 'submit a workbook')
  // Looked at again when all is here: this one spares people a long upload that would be refused.
  await transact(context, async (trx) => {
    const dataRequest = await getDataRequest(trx, dataRequestId)
    mustCollect(dataRequest)
    requestAfter(dataRequest.state, 'submit')
  })
  const content = {
    id: ContentId.parse(randomUUID()),
    dataRequestId,
    authorityId: viewer.authorityId,
    part: 'file',
  } as const
  const key = newKey()
  const hash = createHash('sha256')
  let byteCount = 0
  let seq = 0
  let unstored: Buffer | null = null
  try {
    for await (const { bytes, isLast } of inChunks(stream)) {
      hash.update(bytes)
      byteCount += bytes.length
      if (byteCount > limits.uploadBytes)
        throw submissionProblems.fileTooLarge({ sentence: refusals['too-big'] })
      const sealed = seal(key, bytes, chunkContext(content.id, 'file', seq, isLast))
      if (isLast && seq === 0) unstored = sealed
      else {
        await transact(context, async (trx) => {
          if (seq === 0) await insertContent(trx, content)
          await insertChunk(trx, content, seq, sealed)
        })
      }
      seq++
    }
  } catch (error) {
    await abandonContent(context, content)
    throw error
  }
  return { ...content, sha256: hash.digest('hex'), byteCount, key, unstored }
}

/** Removes what an upload left that came to nothing. */
export async function abandonContent(
  context: Pick<Context, 'db' | 'viewer'>,
  { id }: Pick<ReceivedContent, 'id'>,
): Promise<void> {
  // What cannot be removed now is swept in an hour; the reason why the upload failed is the one to tell.
  await transact(context, (trx) => deleteUnfinished(trx, id)).catch(() => undefined)
}

/** The same bytes in chunks of one size, but for the last. The last is known by nothing coming after it. */
async function* inChunks(
  stream: AsyncIterable<Uint8Array>,
): AsyncGenerator<{ readonly bytes: Buffer; readonly isLast: boolean }> {
  let pieces: Uint8Array[] = []
  let held = 0
  for await (const piece of stream) {
    let rest = piece
    while (held + rest.length > chunkBytes) {
      const fits = chunkBytes - held
      yield { bytes: Buffer.concat([...pieces, rest.subarray(0, fits)]), isLast: false }
      rest = rest.subarray(fits)
      pieces = []
      held = 0
    }
    pieces.push(rest)
    held += rest.length
  }
  yield { bytes: Buffer.concat(pieces), isLast: true }
}
