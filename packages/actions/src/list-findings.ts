import { listFindingCounts } from '@rollcall/database/finding-counts'
import { getSubmission } from '@rollcall/database/submissions'
import type { Severity } from '@rollcall/domain/finding'
import { findingsByRule, inOrderOfRules, type RuleFindings } from '@rollcall/domain/findings-by-rule'
import { SubmissionId } from '@rollcall/domain/ids'
import { z } from 'zod'
import { findingsOf } from './checked-return.ts'
import { type Context, transact } from './context.ts'
import { explainedFindings, type NumberedFinding } from './explained-findings.ts'
import { type GivenExplanation, givenExplanations } from './given-explanations.ts'
import { portalKey } from './portal-keys.ts'
import { seesRows } from './seen-rows.ts'

export const ListFindings = z.object({
  submissionId: SubmissionId,
  severity: z.enum(['error', 'query', 'note']).optional(),
  rule: z.string().min(1).max(200).optional(),
  /** Queries with an explanation, or without one. */
  explained: z.boolean().optional(),
  /** For pages: row by row as in the workbook, or rule by rule with what must be fixed first. */
  by: z.enum(['row', 'rule']).optional(),
  /** The id of the last finding that was read before. */
  after: z.int().min(0).optional(),
  /** How many of those that are asked for to pass over. */
  skip: z.int().min(0).optional(),
  limit: z.int().min(1).max(1001),
})
export type ListFindings = z.infer<typeof ListFindings>

export interface ListedFinding {
  readonly id: number
  readonly rule: string
  readonly severity: Severity
  readonly sheet: string
  readonly cell: string | null
  readonly row: number | null
  readonly column: string | null
  readonly heading: string | null
  /** What the return says is for its authority; the office is told where to look, and takes an extract. */
  readonly message: string | null
  readonly found: string | null
  readonly expected: string | null
  readonly fix: string | null
  readonly explanation: GivenExplanation | null
}

/**
 * What the check of a version found, in the order of its sheets unless by rule, with the explanations that hold: a part of all that are asked
 * for, and how many they are; and how often each rule found something.
 */
export async function listFindings(context: Context, input: ListFindings) {
  const { submissionId, limit, skip = 0, by } = input
  const markKey = await portalKey(context, 'explanations')
  return await transact(context, async (trx) => {
    const { dataRequestId } = await getSubmission(trx, submissionId)
    const findings = await findingsOf(context, trx, submissionId)
    const all = findings.filter(isOf(input))
    const wanted =
      input.explained === undefined
        ? all
        : isAnswered(all, await explainedFindings(trx, markKey, dataRequestId, all), input.explained)
    const inOrder = by === 'rule' ? inOrderOfRules(wanted) : wanted
    const listed = inOrder.slice(skip, skip + limit)

    // Which explanations hold costs a mark for each finding, so it is asked of those alone that are shown.
    const explanationOf = await givenExplanations(context, trx, markKey, dataRequestId, listed)
    const items = listed.map(
      (finding): ListedFinding => ({
        ...shown(finding, seesRows(context.viewer)),
        explanation: explanationOf(finding) ?? null,
      }),
    )
    return {
      ...{ items, total: inOrder.length, counts: await listFindingCounts(trx, submissionId) },
      /** What each rule says of all that it found, for pages; not for the office, as it says what was found. */
      rules: by && seesRows(context.viewer) ? findingsByRule(findings).map(toldOnce) : [],
    }
  })
}

const toldOnce = ({ findings, ...rule }: RuleFindings) => ({ ...rule, count: findings.length })

const isOf =
  ({ severity, rule, after = 0 }: ListFindings) =>
  (finding: NumberedFinding): boolean =>
    finding.id > after &&
    (severity === undefined || finding.severity === severity) &&
    (rule === undefined || finding.rule === rule)

function isAnswered(
  findings: readonly NumberedFinding[],
  { answered }: Awaited<ReturnType<typeof explainedFindings>>,
  isExplained: boolean,
): NumberedFinding[] {
  const ids = new Set(answered.map(({ finding }) => finding.id))
  return findings.filter(({ id, severity }) => severity === 'query' && ids.has(id) === isExplained)
}

function shown(finding: NumberedFinding, withWords: boolean): Omit<ListedFinding, 'explanation'> {
  const { id, rule, severity, sheet, cell, row, column, heading, message, found, expected, fix } = finding
  const words = { message, found, expected, fix }
  const noWords = { message: null, found: null, expected: null, fix: null }
  return { id, rule, severity, sheet, cell, row, column, heading, ...(withWords ? words : noWords) }
}
