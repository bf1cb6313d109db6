import { recordEvent } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { updateDataRequest } from '@rollcall/database/data-requests'
import { insertFindingCounts } from '@rollcall/database/finding-counts'
import { insertNotices } from '@rollcall/database/notices'
import { updateSubmission } from '@rollcall/database/submissions'
import type { CheckedReturn } from '@rollcall/domain/check'
import { codeVersion } from '@rollcall/domain/code-version'
import type { DataRequest } from '@rollcall/domain/data-request'
import { type RequestAct, requestMoves } from '@rollcall/domain/request-life'
import type { Submission } from '@rollcall/domain/submission'
import { checkedState } from '@rollcall/domain/submission-life'
import { type CheckedRows, storeCheckedReturn } from './checked-return.ts'
import type { Context } from './context.ts'
import { explainedFindings, numbered } from './explained-findings.ts'

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
  const { findings, counts, sheets } = checked
  const { id: dataRequestId, roundId, authorityId } = dataRequest
  const { id: submissionId, version } = submission
  const { open } = await explainedFindings(trx, keys.marks, dataRequestId, numbered(findings))
  const state = checkedState({ errors: counts.error, openQueries: open.length })

  await storeCheckedReturn(trx, submission, keys.content, { rows, findings })
  await insertFindingCounts(trx, submission, findings)
  await updateSubmission(trx, submissionId, {
    state,
    checkedAt: context.now,
    errorCount: counts.error,
    queryCount: counts.query,
    noteCount: counts.note,
    openQueryCount: open.length,
    rowsBySheet: JSON.stringify(sheets),
    codeVersion,
  })
  // A round may have closed while the check was at work: then its request has ended, and stays so.
  const next = requestMoves[dataRequest.state][actOfCheck[state]]
  if (next) await updateDataRequest(trx, dataRequestId, { state: next })
  await insertNotices(trx, [
    { roundId, dataRequestId, authorityId, kind: 'return checked', recipients: 'officers' },
  ])
  await recordEvent(trx, context, {
    type: 'return checked',
    ...{ authorityId, dataRequestId, submissionId, version, state },
    ...{ errors: counts.error, queries: counts.query, notes: counts.note, openQueries: open.length },
  })
  return state
}
