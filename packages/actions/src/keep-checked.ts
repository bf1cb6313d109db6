import { recordEvent } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { updateDataRequest } from '@rollcall/database/data-requests'
import { insertFindingCounts } from '@rollcall/database/finding-counts'
import { updateSubmission } from '@rollcall/database/submissions'
import type { CheckedReturn } from '@rollcall/domain/check'
import { codeVersion } from '@rollcall/domain/code-version'
import type { DataRequest } from '@rollcall/domain/data-request'
import { type RequestAct, requestMoves } from '@rollcall/domain/request-life'
import type { Submission } from '@rollcall/domain/submission'
import type { checkedState } from '@rollcall/domain/submission-life'
import { type CheckedRows, storeCheckedReturn } from './checked-return.ts'
import type { Context } from './context.ts'
import { tell } from './tell.ts'
import { relaxedWords, workOutReturn } from './work-out-return.ts'

/** What a check does to its request, by the state it leaves the version in. */
export const actOfCheck = {
  'must-fix': 'find errors',
  'needs-answers': 'find queries',
  ready: 'find nothing',
} as const satisfies Record<ReturnType<typeof checkedState>, RequestAct>

interface Checked {
  readonly checked: CheckedReturn
  readonly rows: CheckedRows
  /** The submission's own key, and the one explanations are marked with. */
  readonly keys: { readonly content: Uint8Array; readonly marks: Uint8Array }
}

/** Keeps what a check found, sealed; carries explanations over; moves version and request on; tells people. The request is held. */
export async function keepChecked(
  context: Pick<Context, 'viewer' | 'now'>,
  trx: Trx,
  { dataRequest, submission }: { dataRequest: DataRequest; submission: Submission },
  { checked, rows, keys }: Checked,
): Promise<ReturnType<typeof checkedState>> {
  const { findings: found, sheets } = checked
  const { id: dataRequestId, roundId, authorityId } = dataRequest
  const { id: submissionId, version } = submission
  const { findings, open, relaxed, standing } = await workOutReturn(trx, keys.marks, dataRequest, found)
  const { state } = standing

  // All that was found is kept, so that what is relaxed later, or no longer, needs no second reading of the file.
  await storeCheckedReturn(trx, submission, keys.content, { rows, findings: found })
  await insertFindingCounts(trx, submission, findings, open)
  await updateSubmission(trx, submissionId, {
    ...standing,
    checkedAt: context.now,
    rowsBySheet: JSON.stringify(sheets),
    codeVersion,
  })
  // A round may have closed while the check was at work: then its request has ended, and stays so.
  const next = requestMoves[dataRequest.state][actOfCheck[state]]
  if (next) await updateDataRequest(trx, dataRequestId, { state: next })
  await tell(trx, [
    {
      roundId,
      dataRequestId,
      authorityId,
      kind: 'return checked',
      recipients: 'officers',
      aboutId: submissionId,
    },
  ])
  await recordEvent(trx, context, {
    type: 'return checked',
    ...{ authorityId, dataRequestId, submissionId, version, state },
    ...{ errors: standing.errorCount, queries: standing.queryCount, notes: standing.noteCount },
    ...{ openQueries: open.length, ...relaxedWords(relaxed) },
  })
  return state
}
