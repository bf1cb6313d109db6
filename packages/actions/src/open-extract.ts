import type { Trx } from '@rollcall/database/connect'
import { findRowExtract } from '@rollcall/database/row-extracts'
import { getShownDataRequest } from '@rollcall/database/shown-data-requests'
import { getSubmission } from '@rollcall/database/submissions'
import type { RowExtractId } from '@rollcall/domain/ids'
import { isStillOpen, rowExtractProblems } from '@rollcall/domain/row-extract'
import type { OfficeViewer } from '@rollcall/domain/viewer'
import type { Context } from './context.ts'

/** Rows that this very person has open with a reason; a Problem where their time is over, or they are somebody else's. */
export async function openExtract(
  { viewer, now }: Pick<Context, 'now'> & { readonly viewer: OfficeViewer },
  trx: Trx,
  extractId: RowExtractId,
) {
  const extract = await findRowExtract(trx, extractId, viewer.personId)
  if (extract === undefined || !isStillOpen(extract, now)) throw rowExtractProblems.over()
  return {
    extract,
    dataRequest: await getShownDataRequest(trx, extract.dataRequestId),
    submission: await getSubmission(trx, extract.submissionId),
  }
}
