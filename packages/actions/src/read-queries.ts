import { getShownDataRequest } from '@rollcall/database/shown-data-requests'
import { getSubmissionWithCounts } from '@rollcall/database/submissions'
import { findingsByRule } from '@rollcall/domain/findings-by-rule'
import type { SubmissionId } from '@rollcall/domain/ids'
import { readFindings } from './checked-return.ts'
import { type Context, transact } from './context.ts'
import { explainedFindings, type NumberedFinding, numbered } from './explained-findings.ts'
import { portalKey } from './portal-keys.ts'
import { mustSeeRows } from './seen-rows.ts'
import { wordsReader } from './words.ts'

/** A query of one version, with the explanation that answers it. */
export interface Query extends NumberedFinding {
  readonly explanation: {
    /** `null` where it was destroyed. */
    readonly text: string | null
    /** The version it was given on, which may be an earlier one. */
    readonly version: number
    readonly givenBy: string | null
    readonly givenAt: Date
  } | null
}

/** What the check of one version asks about, rule by rule, each query with its explanation; and the version and request they are of. */
export async function readQueries(context: Context, submissionId: SubmissionId) {
  const markKey = await portalKey(context, 'explanations')
  return await transact(context, async (trx) => {
    const submission = await getSubmissionWithCounts(trx, submissionId)
    mustSeeRows(context.viewer)
    const { dataRequestId, checkedAt } = submission
    const dataRequest = await getShownDataRequest(trx, dataRequestId)
    const findings = checkedAt ? numbered(await readFindings(context, trx, submissionId)) : []
    const { answered } = await explainedFindings(trx, markKey, dataRequestId, findings)
    const given = new Map(answered.map(({ finding, explanation }) => [finding.id, explanation]))
    const opened = await wordsReader(context, trx, [dataRequestId])

    const explanationOf = ({ id }: NumberedFinding): Query['explanation'] => {
      const found = given.get(id)
      if (found === undefined) return null
      const { version, givenByName: givenBy, givenAt, textSealed } = found
      return { version, givenBy, givenAt, text: opened(dataRequestId, textSealed) }
    }
    const queries = findings
      .filter(({ severity }) => severity === 'query')
      .map((finding): Query => ({ ...finding, explanation: explanationOf(finding) }))
    return { submission, dataRequest, rules: findingsByRule(queries) }
  })
}
