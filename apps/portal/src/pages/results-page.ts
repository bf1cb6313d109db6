import type { Results, RuleResult } from '@rollcall/actions/read-results'
import { counted, withCommas } from '@rollcall/domain/text'
import type { AuthorityViewer } from '@rollcall/domain/viewer'
import { assets } from '../assets.ts'
import { byWhom } from './by-whom.ts'
import { insetText, notificationBanner, summaryList } from './components.ts'
import { doneWords } from './done.ts'
import { Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { placesText } from './places.ts'
import { questionsAt } from './questions-at.ts'
import { relaxedPart } from './relaxed-parts.ts'
import { resultOf } from './result-outcome.ts'
import { bullets, column, link, paragraph, subheading } from './text.ts'
import { changesText } from './version-words.ts'

export interface ResultsPage {
  readonly reader: Reader
  readonly role: AuthorityViewer['role']
  readonly results: Results
  readonly done: string | undefined
}

/** The rules that are told on this page; where more have found something, the others are told with the findings. */
const mostRules = 25
const mostNotes = 10

/** What came of one version: first of all the outcome and what to do next, then what was found. */
export function resultsPage({ reader, role, results, done }: ResultsPage): Html {
  const { version, dataRequest } = results
  const { submissionId } = version
  const { title, box, isWaiting } = resultOf(results, role)
  // Of a version that was replaced nothing is left to be fixed.
  const isNewest = dataRequest.submissionId === submissionId
  return layout({
    ...{ title, reader },
    part: 'start',
    done: doneWords(done),
    above: [{ text: dataRequest.title, href: `/data-requests/${dataRequest.id}` }],
    ...(isWaiting && { script: assets.checking, refreshSeconds: 3 }),
    content: column(html`
      ${done === 'sent-before' && notificationBanner(sentBefore)}
      ${box}
      ${isWaiting && html`<div id="checking" data-at="/api/v1/submissions/${submissionId}" data-finished="The check is finished" data-see="See what it found"></div>`}
      ${since(results)}
      ${questionsAt(results.questions)}
      ${isNewest && results.rules && findings(submissionId, results.rules)}
      ${relaxedPart(results.relaxed)}
      ${version.rowsBySheet !== null && results.rules === null && insetText(destroyed)}
      ${version.rowsBySheet && version.kind === 'workbook' && whatWeRead(version.rowsBySheet)}
      ${subheading(`About version ${version.version}`)}
      ${facts(results)}
      ${links(results)}
    `),
  })
}

const destroyed =
  'What this version says, and what we found in it, has been destroyed, as the retention schedule or a decision required. The history says when.'

const sentBefore = html`<p class="govuk-notification-banner__heading">This is the file you sent before. It is still the newest version, and no other was made.</p>`

/** What this version changes, in one sentence. */
function since({ since: changes, version }: Results): Html | false {
  if (changes === null) return false
  return paragraph(
    html`<strong>${changesText(changes)} since version ${changes.version}.</strong> `,
    link(`/submissions/${version.submissionId}/changes`, 'See what changed'),
  )
}

const titles = { error: 'What to fix', query: 'What to fix or explain' } as const

function findings(submissionId: string, rules: readonly RuleResult[]): Html {
  const toDo = rules.filter(({ severity }) => severity !== 'note')
  const told = toDo.slice(0, mostRules)
  const left = toDo.length - told.length
  return html`
    ${(['error', 'query'] as const).map((severity) => {
      const those = told.filter((rule) => rule.severity === severity)
      return (
        those.length > 0 &&
        html`${subheading(titles[severity])}${those.map((rule) => ruleOf(submissionId, rule))}`
      )
    })}
    ${left > 0 && paragraph(link(`/submissions/${submissionId}/findings`, `See everything, with ${counted(left, 'more kind')} of finding`))}
    ${notes(rules)}`
}

/** What needs nothing, each in its own words: they say how many rows were hidden, and where. */
function notes(rules: readonly RuleResult[]): Html | false {
  const all = rules.filter(({ severity }) => severity === 'note').flatMap((rule) => rule.findings)
  const told = all.slice(0, mostNotes).map(({ message }) => message)
  return (
    all.length > 0 &&
    html`
      ${subheading('For your information')}
      ${bullets(told)}
      ${all.length > told.length && paragraph(`And ${counted(all.length - told.length, 'more', 'more')}.`)}`
  )
}

function ruleOf(submissionId: string, rule: RuleResult): Html {
  const { severity, says, expected, fix, findings, open } = rule
  const all = `/submissions/${submissionId}/findings?rule=${encodeURIComponent(rule.rule)}`
  const [first] = findings
  return html`
    <div class="rollcall-rule">
      <h3 class="govuk-heading-s">${says}</h3>
      <p class="govuk-body">${findings.length === 1 ? html`<strong>${onePlace(first)}</strong>. We found: ${first.found || 'nothing'}` : html`<strong>${placesText(findings)}</strong>`}</p>
      <p class="govuk-body">We expected: ${expected}<br>How to fix it: ${fix}</p>
      ${severity === 'query' && open < findings.length && paragraph(open === 0 ? 'All of this is explained.' : `${counted(findings.length - open, 'is', 'are')} explained, ${open} not yet.`)}
      ${findings.length > 5 && paragraph(link(all, html`See all ${withCommas(findings.length)}<span class="govuk-visually-hidden">: ${says}</span>`))}
    </div>`
}

const onePlace = ({ sheet, cell }: RuleResult['findings'][0]): string =>
  cell === null ? placesText([{ sheet, cell }]) : `${sheet ? `${sheet}, ` : ''}cell ${cell}`

const whatWeRead = (sheets: NonNullable<Results['version']['rowsBySheet']>): Html => html`
  ${subheading('What we read')}
  ${bullets(sheets.map(({ sheet, rows }) => `${sheet}: ${counted(rows, 'row')}`))}`

const facts = ({ version, dataRequest, signed }: Results): Html =>
  summaryList([
    {
      key: 'Sent',
      value: byWhom(version.receivedByName, version.receivedAt),
    },
    {
      key: 'Receipt',
      value: html`<code>${version.checkCode}</code>`,
      actions: [{ href: `/submissions/${version.submissionId}/receipt`, words: 'See', of: 'the receipt' }],
    },
    ...(signed
      ? [
          {
            key: 'Signed off',
            value: byWhom(signed.signedByName, signed.signedAt),
          },
        ]
      : []),
    ...(dataRequest.submissionId === version.submissionId
      ? []
      : [
          {
            key: 'Newest',
            value: link(`/submissions/${dataRequest.submissionId}`, `Version ${dataRequest.version}`),
          },
        ]),
  ])

function links({ version, dataRequest, rules }: Results): Html {
  const { submissionId, kind } = version
  const to = (part: string, words: string) => link(`/submissions/${submissionId}/${part}`, words)
  const isChecked = version.rowsBySheet !== null
  const isWorkbook = kind === 'workbook'
  const all: readonly (Html | false | null)[] = [
    rules && rules.length > 0 && to('findings', 'Everything we found'),
    rules &&
      rules.length > 0 &&
      isWorkbook &&
      to('annotated', 'Your workbook with each finding marked in its cell (Excel)'),
    isWorkbook && to('file', 'The file as you sent it'),
    isChecked && (version.queryCount ?? 0) > 0 && to('explanations', 'Queries and explanations'),
    isChecked && to('summary', 'Summary of what it says'),
    link(`/data-requests/${dataRequest.id}/versions`, 'Every version you sent'),
  ]
  return bullets(all.filter((item) => item instanceof Html))
}
