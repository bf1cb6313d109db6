import type { DecidedExplanation } from '@rollcall/actions/given-explanations'
import type { Query } from '@rollcall/actions/read-queries'
import type { RuleFindings } from '@rollcall/domain/findings-by-rule'
import { withCommas } from '@rollcall/domain/text'
import { byWhom } from './by-whom.ts'
import { insetText, momentText, warningText } from './components.ts'
import { type Html, html } from './html.ts'
import type { Reader } from './layout.ts'
import { link, paragraph } from './text.ts'

// What the pages have in common on which queries are explained.

export type RuleQueries = RuleFindings<Query>

export interface ExplainedVersion {
  readonly reader: Reader
  readonly submissionId: string
  readonly version: number
  readonly request: { readonly id: string; readonly title: string }
  readonly rules: readonly RuleQueries[]
  /** Why nothing can be explained on this version; nothing where it can. */
  readonly isOver: Html | undefined
}

export const explanationsOf = (submissionId: string): string => `/submissions/${submissionId}/explanations`

/** The address of the page on which the queries of one rule are explained. */
export const addressOfRule = (
  { submissionId }: Pick<ExplainedVersion, 'submissionId'>,
  rule: string,
  more: Readonly<Record<string, string | number>> = {},
): string => {
  const said = Object.entries({ rule, ...more }).map(
    ([name, value]) => `${name}=${encodeURIComponent(value)}`,
  )
  return `${explanationsOf(submissionId)}?${said.join('&')}`
}

export const above = ({ request, submissionId, version }: ExplainedVersion) => [
  { text: request.title, href: `/data-requests/${request.id}` },
  { text: `Version ${version}`, href: `/submissions/${submissionId}` },
]

/** Those to be fixed or explained: nothing was said of them, or the office has refused what was. */
export const openOf = (queries: readonly Query[]): Query[] =>
  queries.filter(({ explanation }) => explanation === null || isRefused(explanation))

const isRefused = ({ decided }: NonNullable<Query['explanation']>): boolean => decided?.decision === 'refused'

/** Each refusal of the office once, with its words and the way to the question. */
export function refusals(queries: readonly Query[]): Html | false {
  const refused = queries.flatMap(({ explanation }) =>
    explanation && isRefused(explanation) && explanation.decided ? explanation.decided : [],
  )
  const once = new Map(refused.map((one) => [one.dataQueryId, one]))
  return once.size > 0 && html`${[...once.values()].map((one) => insetText(refusalText(one)))}`
}

/** That a reason was refused, why, and where it is answered. */
const refusalText = ({ why, dataQueryId, decidedAt }: DecidedExplanation): Html => html`
  <p class="govuk-body"><strong>The office did not accept this reason</strong> on ${momentText(decidedAt)}:</p>
  <p class="govuk-body rollcall-typed">${why ?? 'What was written has been destroyed.'}</p>
  ${dataQueryId && paragraph(link(`/data-queries/${dataQueryId}`, 'Answer the office’s question'))}`

/** How much is still to be done: '3 of 14 left', or that nothing is. */
export function leftWords(queries: readonly Query[]): string {
  const open = openOf(queries).length
  if (open > 0) return `${withCommas(open)} of ${withCommas(queries.length)} left`
  return queries.length === 1 ? 'Explained' : `All ${withCommas(queries.length)} explained`
}

/** What a rule is about, in a few words. */
export const subjectOf = ({ findings: [{ heading, sheet }] }: RuleQueries): string =>
  heading ?? (sheet === '' ? 'the whole return' : sheet)

/** Where a query is: 'C7', with the sheet where there are several. */
export function placeOf({ sheet, cell, row }: Query, { findings }: RuleQueries): string {
  const within = cell ?? (row === null ? 'The whole sheet' : `Row ${row}`)
  if (sheet === '') return 'The whole return'
  return findings.every((finding) => finding.sheet === sheet) ? within : `${sheet}, ${within}`
}

/** Who gave an explanation, when, and on which version where that is an earlier one. */
export function givenWords(
  { version, givenBy, givenAt, decided }: NonNullable<Query['explanation']>,
  on: number,
): Html {
  const earlier = version === on ? '' : ` on version ${version}`
  const isAccepted = decided?.decision === 'accepted'
  return html`Explained${earlier} ${byWhom(givenBy, givenAt)}${isAccepted && html`; accepted by the office on ${momentText(decided.decidedAt)}`}`
}

/** What is said before anything is typed: who will read it. */
export const beforeTyping = (): Html =>
  warningText(
    'Do not write the name of a child, or anything else that says who a child is. The Commissioner’s office reads what you write.',
  )

export const overWords = ({ isOver }: ExplainedVersion): Html | false =>
  isOver !== undefined && insetText(isOver)
