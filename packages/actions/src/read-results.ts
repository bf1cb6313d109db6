import type { Trx } from '@rollcall/database/connect'
import { getOwnRequest } from '@rollcall/database/own-requests'
import { listReturnDecisions } from '@rollcall/database/return-decisions'
import { findSignOffRequest } from '@rollcall/database/sign-off-requests'
import { findSignOff } from '@rollcall/database/sign-offs'
import { decisionInForce } from '@rollcall/domain/decision'
import { findingsByRule, type RuleFindings } from '@rollcall/domain/findings-by-rule'
import type { SubmissionId } from '@rollcall/domain/ids'
import { findingsOf } from './checked-return.ts'
import { type Context, transact } from './context.ts'
import { dataQueriesAt } from './data-queries-at.ts'
import { explainedFindings, type NumberedFinding } from './explained-findings.ts'
import { portalKey } from './portal-keys.ts'
import { readChanges } from './read-changes.ts'
import { relaxedIn } from './read-relaxed.ts'
import { readSubmission } from './read-submission.ts'
import { seesRows } from './seen-rows.ts'
import { unlessDestroyed } from './unless-destroyed.ts'
import { wordsReader } from './words.ts'

/** With more rows than these it is read on a page of its own what a version changes. */
const fewRows = 20_000

export type Results = Awaited<ReturnType<typeof readResults>>

/** What a rule found, and of how many of those nobody has said yet why they are so. */
export type RuleResult = RuleFindings<NumberedFinding> & { readonly open: number }

/** How far one version has got and what its check came to, with what comes next. What the return says is for its authority alone. */
export async function readResults(context: Context, submissionId: SubmissionId) {
  const version = await readSubmission(context, submissionId)
  const marks = await portalKey(context, 'explanations')
  const isRead = version.rowsBySheet !== null && seesRows(context.viewer)
  const about = await transact(context, async (trx) => {
    const { dataRequestId } = version
    const decisions = await listReturnDecisions(trx, dataRequestId)
    const last = decisionInForce(decisions.filter((decision) => decision.submissionId === submissionId))
    const words = last && (await wordsReader(context, trx, [dataRequestId]))
    const signed = await findSignOff(trx, submissionId)
    const asked = await findSignOffRequest(trx, submissionId)
    const dataRequest = await getOwnRequest(trx, dataRequestId)
    const of = { id: submissionId, dataRequestId, roundId: dataRequest.roundId }
    return {
      dataRequest,
      /** What the office asks about this version, each with where that is; not for the office, which knows. */
      questions: seesRows(context.viewer) ? await dataQueriesAt(context, trx, of) : [],
      decided: last ? { ...last, reason: words?.(dataRequestId, last.reasonSealed) ?? null } : null,
      signed: signed ?? null,
      asked: asked ? { askedByName: asked.askedByName, askedAt: asked.askedAt } : null,
      relaxed: await relaxedIn(context, trx, dataRequest.roundId, version.relaxed),
      /** Null where it was not checked, was destroyed, or is not this viewer's to read. */
      rules: isRead ? await unlessDestroyed(rulesOf(context, trx, version, marks)) : null,
    }
  })
  const rows = version.rowsBySheet?.reduce((sum, sheet) => sum + sheet.rows, 0) ?? 0
  const changes = isRead && rows <= fewRows ? await unlessDestroyed(readChanges(context, submissionId)) : null
  return {
    ...{ version, ...about },
    since: changes?.against && changes.changes ? { ...changes.against, ...changes.changes.counts } : null,
  }
}

async function rulesOf(
  context: Context,
  trx: Trx,
  {
    submissionId,
    dataRequestId,
  }: { submissionId: SubmissionId } & Pick<Awaited<ReturnType<typeof readSubmission>>, 'dataRequestId'>,
  marks: Uint8Array,
): Promise<RuleResult[]> {
  const findings = await findingsOf(context, trx, submissionId)
  const { open } = await explainedFindings(trx, marks, dataRequestId, findings)
  const openOf = Map.groupBy(open, ({ rule }) => rule)
  return findingsByRule(findings).map((found) => ({
    ...found,
    open: found.severity === 'query' ? (openOf.get(found.rule)?.length ?? 0) : 0,
  }))
}
