import { getDataRequest } from '@rollcall/database/data-requests'
import { getSubmission } from '@rollcall/database/submissions'
import { type RowExtractId, SubmissionId } from '@rollcall/domain/ids'
import type { KeptReturn } from '@rollcall/domain/kept-return'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { readCheckedRows } from './checked-return.ts'
import { type Context, transact } from './context.ts'
import { recordRowExtract } from './record-row-extract.ts'

/** Why somebody of the office needs to see rows. The authority reads it. */
export const ReasonForRows = z
  .string()
  .trim()
  .min(1, 'Say why you need to see the rows.')
  .max(4000, 'Say it in 4,000 characters at most.')

export const ExtractRows = z.object({ submissionId: SubmissionId, reason: ReasonForRows })
export type ExtractRows = z.infer<typeof ExtractRows>

/** The rows of one version of a return, for an analyst with a reason. Its authority is told, and who and why stays on record. */
export async function extractRows(
  context: Context,
  { submissionId, reason }: ExtractRows,
): Promise<{ readonly extractId: RowExtractId; readonly kept: KeptReturn }> {
  const { viewer } = context
  mustBeAllowed(viewer, 'extract rows')
  return await transact(context, async (trx) => {
    const submission = await getSubmission(trx, submissionId)
    const dataRequest = await getDataRequest(trx, submission.dataRequestId)
    const { kept } = await readCheckedRows(context, trx, submissionId)
    const rows = kept.sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0)

    const looked = { dataRequest, submission, reason, rows }
    return { extractId: await recordRowExtract({ ...context, viewer }, trx, looked), kept }
  })
}
