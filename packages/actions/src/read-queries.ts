import { getShownDataRequest } from '@rollcall/database/shown-data-requests'
import { getSubmissionWithCounts } from '@rollcall/database/submissions'
import { findingsByRule } from '@rollcall/domain/findings-by-rule'
import type { SubmissionId } from '@rollcall/domain/ids'
import { findingsOf } from './checked-return.ts'
import { type Context, transact } from './context.ts'
import type { NumberedFinding } from './explained-findings.ts'
import { type GivenExplanation, givenExplanations } from './given-explanations.ts'
import { portalKey } from './portal-keys.ts'
import { mustSeeRows } from './seen-rows.ts'

/** A query of one version, with the explanation that answers it. */
export interface Query extends NumberedFinding {
  readonly explanation: GivenExplanation | null
}

/** What the check of one version asks about, rule by rule, each query with its explanation; and the version and request they are of. */
export async function readQueries(context: Context, submissionId: SubmissionId) {
  const markKey = await portalKey(context, 'explanations')
  return await transact(context, async (trx) => {
    const submission = await getSubmissionWithCounts(trx, submissionId)
    mustSeeRows(context.viewer)
    const { dataRequestId, checkedAt } = submission
    const dataRequest = await getShownDataRequest(trx, dataRequestId)
    const findings = checkedAt ? await findingsOf(context, trx, submissionId) : []
    const explanationOf = await givenExplanations(context, trx, markKey, dataRequestId, findings)
    const queries = findings
      .filter(({ severity }) => severity === 'query')
      .map((finding): Query => ({ ...finding, explanation: explanationOf(finding) ?? null }))
    return { submission, dataRequest, rules: findingsByRule(queries) }
  })
}
