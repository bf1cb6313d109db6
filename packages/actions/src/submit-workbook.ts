import { recordEvent } from '@rollcall/database/audit-events'
import { finishContent, insertChunk, insertContent } from '@rollcall/database/contents'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { addVersion } from './add-version.ts'
import { type Context, transact } from './context.ts'
import { enqueue, jobs } from './jobs.ts'
import { portalKey } from './portal-keys.ts'
import { type Receipt, receiptOf } from './receipt.ts'
import { abandonContent, type ReceivedContent } from './receive-content.ts'

/**
 * Makes what was received the newest version of a return, and has it checked. The same bytes sent again are a version too. Where it is
 * refused nothing is left of the upload.
 */
export async function submitWorkbook(context: Context, content: ReceivedContent): Promise<Receipt> {
  const { viewer } = context
  mustBeAllowed(viewer, 'submit a workbook')
  const receipts = await portalKey(context, 'receipts')
  const { id, dataRequestId, authorityId, sha256, byteCount, key, unstored } = content
  try {
    return await transact(context, async (trx) => {
      const sent = { kind: 'workbook', sha256, byteCount, key } as const
      const { dataRequest, submission, replacesAccepted } = await addVersion(
        { ...context, viewer },
        trx,
        dataRequestId,
        sent,
      )
      if (unstored) {
        await insertContent(trx, { id, dataRequestId, authorityId, part: 'file' })
        await insertChunk(trx, { id, authorityId }, 0, unstored)
      }
      await finishContent(trx, id, { submissionId: submission.id, byteCount })
      await recordEvent(trx, context, {
        type: 'workbook submitted',
        ...{ authorityId, dataRequestId, submissionId: submission.id },
        ...{ version: submission.version, sha256, byteCount, replacesAccepted },
      })
      await enqueue(trx, jobs.checkSubmission, { submissionId: submission.id })
      if (replacesAccepted) await enqueue(trx, jobs.refreshFigures, { roundId: dataRequest.roundId })
      return receiptOf(receipts, submission)
    })
  } catch (error) {
    await abandonContent(context, content)
    throw error
  }
}
