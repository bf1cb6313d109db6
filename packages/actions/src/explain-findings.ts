import { recordEvent } from '@rollcall/database/audit-events'
import type { Trx } from '@rollcall/database/connect'
import { updateDataRequest } from '@rollcall/database/data-requests'
import { insertExplanations, type NewExplanation } from '@rollcall/database/explanations'
import { updateOpenFindings } from '@rollcall/database/finding-counts'
import { lockReturn } from '@rollcall/database/held-returns'
import { getSubmission, getSubmissionWithCounts, updateSubmission } from '@rollcall/database/submissions'
import { mustCollect } from '@rollcall/domain/data-request'
import { explanationProblems } from '@rollcall/domain/explanation'
import { SubmissionId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type RequestState, requestAfter } from '@rollcall/domain/request-life'
import { mustBeCurrent } from '@rollcall/domain/submission'
import { checkedState, mustBeChecked, type SubmissionState } from '@rollcall/domain/submission-life'
import { z } from 'zod'
import { findingsOf } from './checked-return.ts'
import { type Context, transact } from './context.ts'
import { explainedFindings, marksOf, type NumberedFinding, unread } from './explained-findings.ts'
import { actOfCheck } from './keep-checked.ts'
import { portalKey } from './portal-keys.ts'
import { wordsOf } from './words.ts'

/** What an officer says about a query. */
export const ExplanationText = z
  .string()
  .trim()
  .min(1, 'Say why it is so.')
  .max(2000, 'Say it in 2,000 characters at most.')

// Either the findings themselves, by their ids in this version, or all of a rule's that are open.
const Given = z.union([
  z.strictObject({ findings: z.array(z.int().positive()).min(1).max(10_000), text: ExplanationText }),
  z.strictObject({ rule: z.string().min(1).max(200), text: ExplanationText }),
])

export const ExplainFindings = z.object({
  submissionId: SubmissionId,
  explanations: z.array(Given).min(1).max(1000),
})
export type ExplainFindings = z.infer<typeof ExplainFindings>

export interface ExplainedReturn {
  readonly explained: number
  readonly openQueryCount: number
  readonly submissionState: SubmissionState
  readonly requestState: RequestState
}

/** Keeps an officer's reasons why odd things are true, and moves the return on once no query is open. */
export async function explainFindings(context: Context, input: ExplainFindings): Promise<ExplainedReturn> {
  const { viewer } = context
  mustBeAllowed(viewer, 'explain a finding')
  const markKey = await portalKey(context, 'explanations')
  return await transact(context, async (trx) => {
    const { submission, dataRequest, errors } = await holdChecked(trx, input.submissionId)
    const { id: dataRequestId, authorityId } = dataRequest
    const { id: submissionId, version } = submission
    const findings = await findingsOf(context, trx, submissionId)
    const before = await explainedFindings(trx, markKey, dataRequestId, findings)
    const words = await wordsOf(context, trx, dataRequestId)
    const texts = textsOf(input.explanations, findings, new Set(before.open.map(({ id }) => id)))
    const given = [...texts].map(
      ([finding, text]): NewExplanation => ({
        ...{ dataRequestId, authorityId, submissionId, rule: finding.rule },
        ...marksOf(markKey, dataRequestId, finding),
        textSealed: words.seal(text),
        givenBy: viewer.personId,
        givenAt: context.now,
      }),
    )

    await insertExplanations(trx, given)
    const explained = await explainedFindings(trx, markKey, dataRequestId, findings)
    const { open } = explained
    const submissionState = checkedState({ errors, openQueries: open.length })
    const requestState = requestAfter(dataRequest.state, actOfCheck[submissionState])
    await updateSubmission(trx, submissionId, {
      ...{ state: submissionState, openQueryCount: open.length },
      unreadExplanationCount: unread(explained),
    })
    await updateOpenFindings(trx, submissionId, open)
    await updateDataRequest(trx, dataRequestId, { state: requestState })
    await recordEvent(trx, context, {
      type: 'findings explained',
      ...{ authorityId, dataRequestId, submissionId, version },
      ...{ explained: given.length, openQueries: open.length },
    })
    return { explained: given.length, openQueryCount: open.length, submissionState, requestState }
  })
}

/** The newest version of a return, held, with what its check came to. */
async function holdChecked(trx: Trx, id: SubmissionId) {
  const { dataRequestId } = await getSubmission(trx, id)
  const dataRequest = await lockReturn(trx, dataRequestId)
  mustCollect(dataRequest)
  const submission = await getSubmissionWithCounts(trx, id)
  mustBeCurrent(submission, dataRequest)
  mustBeChecked(submission.state)
  return { dataRequest, submission, errors: submission.errorCount ?? 0 }
}

/** What is said of each query. Each is explained once: where it is named again, the last text holds. */
function textsOf(
  given: ExplainFindings['explanations'],
  findings: readonly NumberedFinding[],
  openIds: ReadonlySet<number>,
): ReadonlyMap<NumberedFinding, string> {
  const open = findings.filter(({ id }) => openIds.has(id))
  const openByRule = Map.groupBy(open, ({ rule }) => rule)
  const texts = new Map<NumberedFinding, string>()
  for (const one of given) {
    const about =
      'rule' in one ? openOf(openByRule, one.rule) : one.findings.map((id) => queryOf(findings, id))
    for (const finding of about) texts.set(finding, one.text)
  }
  return texts
}

function queryOf(findings: readonly NumberedFinding[], id: number): NumberedFinding {
  const finding = findings.find((one) => one.id === id)
  if (finding?.severity !== 'query') throw explanationProblems.notAQuery({ id })
  return finding
}

function openOf(
  openByRule: ReadonlyMap<string, readonly NumberedFinding[]>,
  rule: string,
): readonly NumberedFinding[] {
  const found = openByRule.get(rule)
  if (found === undefined) throw explanationProblems.noOpenQuery({ rule })
  return found
}
