import type { AskedAt } from '@rollcall/actions/data-queries-at'
import type { ListedFinding, listFindings } from '@rollcall/actions/list-findings'
import type { OwnRequest } from '@rollcall/database/own-requests'
import { counted, withCommas } from '@rollcall/domain/text'
import { button, details, tag } from './components.ts'
import { hidden, select } from './fields.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import type { Words } from './macros.ts'
import { pageOf } from './paged.ts'
import { severityStatus } from './places.ts'
import { questionAt } from './questions-at.ts'
import { column, heading, link, paragraph } from './text.ts'

type Listed = Awaited<ReturnType<typeof listFindings>>

/** Which findings, and how: as the address says it. */
interface FindingsAsked {
  readonly by: 'row' | 'rule'
  readonly rule?: string | undefined
  readonly severity?: 'error' | 'query' | 'note' | undefined
  readonly explained?: 'yes' | 'no' | undefined
  readonly page: number
}

interface FindingsPage {
  readonly reader: Reader
  readonly dataRequest: Pick<OwnRequest, 'id' | 'title' | 'submissionId'>
  readonly version: { readonly submissionId: string; readonly version: number }
  readonly asked: FindingsAsked
  readonly listed: Listed
  /** What the office asks about this version. */
  readonly questions: readonly AskedAt[]
  /** Whether whoever reads this may send the corrected file. */
  readonly maySend: boolean
}

export const findingsOnAPage = 50

/** Every finding of a version, rule by rule or row by row. What is wrong can be fixed from this page alone. */
export function findingsPage(page: FindingsPage): Html {
  const { reader, dataRequest, version, asked, listed } = page
  const { from, to, links } = pageOf(listed.total, {
    page: asked.page,
    size: findingsOnAPage,
    href: (number) => addressOf(version, { ...asked, page: number }),
  })
  const isNewest = dataRequest.submissionId === version.submissionId
  return layout({
    title: `What we found in version ${version.version}${asked.page > 1 ? `, page ${asked.page}` : ''}`,
    reader,
    part: 'start',
    above: [
      { text: dataRequest.title, href: `/data-requests/${dataRequest.id}` },
      { text: `Version ${version.version}`, href: `/submissions/${version.submissionId}` },
    ],
    content: column(html`
      ${heading(`What we found in version ${version.version}`)}
      ${!isNewest && paragraph('A newer version has been sent: ', link(`/submissions/${dataRequest.submissionId}`, 'see what we found in that one'), '.')}
      ${page.questions.length > 0 && paragraph(link(`/submissions/${version.submissionId}`, `The office asks ${counted(page.questions.length, 'question')} about this version`), '.')}
      ${ways(version, asked)}
      ${filters(version, asked, listed)}
      <p class="govuk-body">${listed.total === 0 ? 'Nothing was found of this kind.' : html`Showing <strong>${withCommas(from + 1)} to ${withCommas(to)}</strong> of ${withCommas(listed.total)}`}</p>
      ${asked.by === 'rule' ? byRule({ ...page, mayExplain: isNewest && page.maySend }) : byRow(page)}
      ${links}
      ${isNewest && page.maySend && afterwards(dataRequest)}
    `),
  })
}

function addressOf(
  { submissionId }: { readonly submissionId: string },
  { page, ...asked }: FindingsAsked,
): string {
  const said = Object.entries(asked).filter(([, value]) => value !== undefined) as [string, string][]
  const query = new URLSearchParams([
    ...said,
    ...(page > 1 ? [['page', String(page)] as [string, string]] : []),
  ])
  return `/submissions/${submissionId}/findings?${query}`
}

/** By rule, or by row. */
const ways = (version: FindingsPage['version'], asked: FindingsAsked): Html => {
  const way = (by: FindingsAsked['by'], words: string) =>
    asked.by === by
      ? html`<strong>${words}</strong>`
      : link(addressOf(version, { ...asked, by, page: 1 }), words)
  return html`<p class="govuk-body">${way('rule', 'Rule by rule')} <span aria-hidden="true">|</span> ${way('row', 'Row by row')}</p>`
}

const any = { value: '', words: 'All' }

function filters({ submissionId }: FindingsPage['version'], asked: FindingsAsked, { rules }: Listed): Html {
  const has = (severity: string) => rules.some((rule) => rule.severity === severity)
  const severities = (['error', 'query', 'note'] as const).filter(has)
  const isNarrowed = asked.severity !== undefined || asked.rule !== undefined || asked.explained !== undefined
  const fields = html`
    <form method="get" action="/submissions/${submissionId}/findings" class="rollcall-filters">
      ${hidden('by', asked.by)}
      ${select({
        name: 'severity',
        label: 'What to do',
        value: asked.severity ?? '',
        items: [any, ...severities.map((value) => ({ value, words: severityStatus[value].words }))],
      })}
      ${select({
        name: 'rule',
        label: 'What is wrong',
        value: asked.rule ?? '',
        items: [
          any,
          ...rules.map(({ rule, says, count }) => ({ value: rule, words: `${says} (${withCommas(count)})` })),
        ],
      })}
      ${
        has('query') &&
        select({
          name: 'explained',
          label: 'Explained',
          value: asked.explained ?? '',
          items: [any, { value: 'no', words: 'Not explained yet' }, { value: 'yes', words: 'Explained' }],
        })
      }
      ${button('Show', { kind: 'secondary' })}
    </form>`
  return details('Show only some of these', fields, { isOpen: isNarrowed })
}

const afterwards = ({ id }: FindingsPage['dataRequest']): Html => html`
  ${button('Send the corrected file', { href: `/data-requests/${id}/send` })}
  ${paragraph('Fix it in your workbook first. You can send it as often as you need.')}`

/** What all findings of a rule have in common is said once; then each cell. */
function byRule({ version, listed, mayExplain }: FindingsPage & { readonly mayExplain: boolean }): Html {
  const told = new Map(listed.rules.map((rule) => [rule.rule, rule]))
  const groups = [...Map.groupBy(listed.items, ({ rule }) => rule)]
  return html`${groups.map(([code, those]) => {
    const rule = told.get(code)
    if (rule === undefined) return ''
    const { severity, says, expected, fix, count } = rule
    const isOneSheet = new Set(those.map(({ sheet }) => sheet)).size === 1
    return html`
      <h2 class="govuk-heading-s rollcall-found">${tag(severityStatus[severity])} ${says}</h2>
      <p class="govuk-body">We expected: ${expected}<br>How to fix it: ${fix}</p>
      <p class="govuk-body">${whereIn(those, isOneSheet, count)}</p>
      ${those.every((one) => saysNoMore(one, rule)) ? paragraph(html`<strong>${those.map((one) => placeOf(one, isOneSheet)).join(', ')}</strong>`) : html`<ul class="govuk-list">${those.map((one) => cellOf(one, rule, isOneSheet))}</ul>`}
      ${severity === 'query' && mayExplain && paragraph(link(`/submissions/${version.submissionId}/explanations?rule=${encodeURIComponent(code)}`, html`Explain this<span class="govuk-visually-hidden">: ${says}</span>`))}`
  })}`
}

type Rule = Listed['rules'][number]

/** Whether all about a finding is said by its rule: then its cell is enough. */
const saysNoMore = ({ message, expected, fix, explanation }: ListedFinding, rule: Rule): boolean =>
  message === rule.says && expected === rule.expected && fix === rule.fix && explanation === null

const cellOf = (one: ListedFinding, rule: Rule, isOneSheet: boolean): Html => {
  // Where the rule's sentence leaves something open, it is what was found that fills it.
  const isToldByRule = one.message === rule.says || rule.says.includes('…')
  const what = isToldByRule ? html`We found: ${one.found || 'nothing'}` : one.message
  const { expected, fix } = one
  return html`<li><strong>${placeOf(one, isOneSheet)}</strong> ${what}${expected !== rule.expected && expectedText(expected)}${fix !== rule.fix && fixText(fix)}${explained(one)}</li>`
}

const whereIn = (those: readonly ListedFinding[], isOneSheet: boolean, count: number): string => {
  const [first] = those
  const where = [isOneSheet && first?.sheet && `on ${first.sheet}`, first?.heading].filter(Boolean).join(', ')
  const here = those.length < count ? `, ${withCommas(those.length)} of them on this page` : ''
  return `${counted(count, 'finding')} ${where}${here}:`
}

const placeOf = ({ cell, sheet }: ListedFinding, isOneSheet: boolean): string => {
  if (cell === null) return sheet || 'The whole workbook'
  return isOneSheet ? cell : `${sheet} ${cell}`
}

/** Row by row as in the workbook, everything about each finding. What is long is told once, and then where it stands. */
function byRow({ listed: { items }, questions }: FindingsPage): Html {
  const groups = [...Map.groupBy(items, ({ sheet, row }) => rowText(sheet, row))]
  const first = new Map(items.toReversed().map((one) => [one.expected, one]))
  const expectedOf = ({ id, expected }: ListedFinding): Html => {
    const one = first.get(expected)
    const isLong = (expected?.length ?? 0) > longWords
    if (!isLong || one === undefined || one.id === id) return expectedText(expected)
    return expectedText(html`the same as for ${link(`#finding-${one.id}`, one.cell ?? one.sheet)}`)
  }
  return html`${groups.map(
    ([where, those]) => html`
      <h2 class="govuk-heading-s rollcall-found">${where}</h2>
      <ul class="govuk-list rollcall-findings">${questions.filter(({ sheet, row }) => sheet !== null && rowText(sheet, row) === where).map(questionAt)}${those.map((one) => html`<li id="finding-${one.id}"><strong>${named(one)}</strong> ${tag(severityStatus[one.severity])}<br>${one.message}${expectedOf(one)}${fixText(one.fix)}${explained(one)}</li>`)}</ul>`,
  )}`
}

/** A list of codes, more than a line or two of them. */
const longWords = 120

function rowText(sheet: string, row: number | null): string {
  if (sheet === '') return 'The whole workbook'
  return row === null ? `${sheet}, as a whole` : `${sheet}, row ${withCommas(row)}`
}

const named = ({ cell, sheet, heading }: ListedFinding): string =>
  `${cell ?? (sheet || 'The workbook')}${heading === null ? '' : `, ${heading}`}`

const expectedText = (expected: Words | null): Html => html`<br>We expected: ${expected}`
const fixText = (fix: string | null): Html => html`<br>How to fix it: ${fix}`

const explained = ({ explanation }: ListedFinding): Html | null =>
  explanation &&
  html`<br>Explained by ${explanation.givenBy ?? 'a colleague'} on version ${explanation.version}: <q>${explanation.text ?? 'the words have been destroyed'}</q>${decidedOn(explanation)}`

/** What the office made of an explanation, and why where it was refused. */
function decidedOn({ decided }: NonNullable<ListedFinding['explanation']>): Html | null {
  if (decided === null) return null
  if (decided.decision === 'accepted') return html`<br>The office has accepted this reason.`
  const { why, dataQueryId } = decided
  return html`<br><strong>The office did not accept this reason:</strong> <q>${why ?? 'the words have been destroyed'}</q>${dataQueryId && html`<br>${link(`/data-queries/${dataQueryId}`, 'Answer the office’s question')}`}`
}
