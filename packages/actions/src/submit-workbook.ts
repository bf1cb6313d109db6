import { recordEvent } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { finishContent, insertChunk, insertContent } from '@rollcall/database/contents'
import { hasRefusalIn } from '@rollcall/database/explanation-decisions'
import { lockReturn } from '@rollcall/database/held-returns'
import { getSubmissionWithCounts } from '@rollcall/database/submissions'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { wouldComeToTheSame } from '@rollcall/domain/submission-life'
import type { AuthorityViewer } from '@rollcall/domain/viewer'
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
  return await orAbandon(context, content, (trx) =>
    makeVersion({ ...context, viewer }, trx, content, receipts),
  )
}

/**
 * The same for somebody who may have pressed a button twice, or is not sure whether a file arrived: where these are the bytes of the newest
 * version, and sending them again would come to nothing else, it stays the newest.
 */
export async function submitUnlessSent(
  context: Context,
  content: ReceivedContent,
): Promise<Receipt & { readonly isNew: boolean }> {
  const { viewer } = context
  mustBeAllowed(viewer, 'submit a workbook')
  const receipts = await portalKey(context, 'receipts')
  const receipt = await orAbandon(context, content, async (trx) => {
    const { currentSubmissionId, state } = await lockReturn(trx, content.dataRequestId)
    const newest = currentSubmissionId && (await getSubmissionWithCounts(trx, currentSubmissionId))
    const hasRefusal = await hasRefusalIn(trx, content.dataRequestId)
    const isSent =
      newest && newest.sha256 === content.sha256 && wouldComeToTheSame({ ...newest, hasRefusal }, state)
    if (isSent) return { ...receiptOf(receipts, newest), isNew: false }
    return { ...(await makeVersion({ ...context, viewer }, trx, content, receipts)), isNew: true }
  })
  if (!receipt.isNew) await abandonContent(context, content)
  return receipt
}

async function orAbandon<Result>(
  context: Context,
  content: ReceivedContent,
  work: (trx: Trx) => Promise<Result>,
): Promise<Result> {
  try {
    return await transact(context, work)
  } catch (error) {
    await abandonContent(context, content)
    throw error
  }
}

async function makeVersion(
  context: Context & { readonly viewer: AuthorityViewer },
  trx: Trx,
  { id, dataRequestId, authorityId, sha256, byteCount, key, unstored }: ReceivedContent,
  receipts: Uint8Array,
): Promise<Receipt> {
  const sent = { kind: 'workbook', sha256, byteCount, key } as const
  const { dataRequest, submission, replacesAccepted } = await addVersion(context, trx, dataRequestId, sent)
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
}
