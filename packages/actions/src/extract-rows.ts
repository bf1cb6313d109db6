import { randomUUID } from 'node:crypto'
import { recordEvent } from '@rollcall/database/audit-events'
import { getDataRequest } from '@rollcall/database/data-requests'
import { insertNotices } from '@rollcall/database/notices'
import { insertRowExtract } from '@rollcall/database/row-extracts'
import { getSubmission } from '@rollcall/database/submissions'
import { SubmissionId } from '@rollcall/domain/ids'
import type { KeptReturn } from '@rollcall/domain/kept-return'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { readCheckedRows } from './checked-return.ts'
import { type Context, transact } from './context.ts'
import { wordsOf } from './words.ts'

export const ExtractRows = z.object({
  submissionId: SubmissionId,
  /** The authority is told. */
  reason: z.string().trim().min(1, 'Say why you need to see the rows.').max(4000),
})
export type ExtractRows = z.infer<typeof ExtractRows>

/** The rows of one version of a return, for an analyst with a reason. Its authority is told, and who and why stays on record. */
export async function extractRows(
  context: Context,
  { submissionId, reason }: ExtractRows,
): Promise<KeptReturn> {
  const { viewer } = context
  mustBeAllowed(viewer, 'extract rows')
  return await transact(context, async (trx) => {
    const { dataRequestId, version } = await getSubmission(trx, submissionId)
    const { roundId, authorityId } = await getDataRequest(trx, dataRequestId)
    const { kept } = await readCheckedRows(context, trx, submissionId)
    const words = await wordsOf(context, trx, dataRequestId)

    const id = randomUUID()
    await insertRowExtract(trx, {
      ...{ id, dataRequestId, authorityId, submissionId },
      reasonSealed: words.seal(reason),
      takenBy: viewer.personId,
      takenAt: context.now,
    })
    await insertNotices(trx, [
      { roundId, dataRequestId, authorityId, kind: 'rows extracted', recipients: 'authority' },
    ])
    await recordEvent(trx, context, {
      type: 'rows extracted',
      ...{ authorityId, dataRequestId, submissionId, version },
      extractId: id,
      rows: kept.sheets.reduce((sum, { rows }) => sum + rows.length, 0),
    })
    return kept
  })
}
