import type { Trx } from '@rollcall/database/connect'
import { getDataRequest } from '@rollcall/database/data-requests'
import { findCheckedBefore, getSubmission, type StoredSubmission } from '@rollcall/database/submissions'
import { type Changes, changesBetween } from '@rollcall/domain/changes'
import type { SubmissionId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import { readCheckedRows } from './checked-return.ts'
import { type Context, transact } from './context.ts'
import { compiledOf, frozenCollectionOf } from './frozen-collection.ts'
import { mustSeeRows } from './seen-rows.ts'

export interface ChangesSince {
  /** The version compared with; `null` where this is the first that was checked, so that there is nothing to compare. */
  readonly against: { readonly submissionId: SubmissionId; readonly version: number } | null
  readonly changes: Changes | null
}

/** What a version of a return says that the one checked before it did not, row by row; or that any other version did not. */
export async function readChanges(
  context: Context,
  submissionId: SubmissionId,
  against?: SubmissionId,
): Promise<ChangesSince> {
  mustSeeRows(context.viewer)
  return await transact(context, async (trx) => {
    const submission = await getSubmission(trx, submissionId)
    const { kept: after } = await readCheckedRows(context, trx, submissionId)
    const other = await otherVersion(trx, submission, against)
    if (other === undefined) return { against: null, changes: null }
    const { kept: before } = await readCheckedRows(context, trx, other.id)
    const { roundId } = await getDataRequest(trx, submission.dataRequestId)
    const compiled = compiledOf(await frozenCollectionOf(trx, roundId))
    const { id, version } = other
    return { against: { submissionId: id, version }, changes: changesBetween(compiled, before, after) }
  })
}

async function otherVersion(trx: Trx, submission: StoredSubmission, against: SubmissionId | undefined) {
  if (against === undefined) return await findCheckedBefore(trx, submission)
  const other = await getSubmission(trx, against)
  // Another round's rows are of another day: they are compared by the rules, not here.
  if (other.dataRequestId !== submission.dataRequestId) throw problems.notFound({ what: 'submission' })
  return other
}
