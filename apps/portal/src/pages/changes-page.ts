import type { readChanges } from '@rollcall/actions/read-changes'
import type { readSubmissions } from '@rollcall/actions/read-submission'
import type { OwnRequest } from '@rollcall/database/own-requests'
import { counted } from '@rollcall/domain/text'
import { button, insetText } from './components.ts'
import { select } from './fields.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { paged } from './paged.ts'
import { column, heading, link, paragraph } from './text.ts'
import { changesText } from './version-words.ts'

type Read = Awaited<ReturnType<typeof readChanges>>
type SheetChanges = NonNullable<Read['changes']>['sheets'][number]

interface ChangesPage {
  readonly reader: Reader
  readonly dataRequest: Pick<OwnRequest, 'id' | 'title'>
  readonly version: { readonly submissionId: string; readonly version: number }
  readonly versions: Awaited<ReturnType<typeof readSubmissions>>
  readonly read: Read
  readonly page: number
}

/** What one version says that another did not, row by row. */
export function changesPage(page: ChangesPage): Html {
  const { reader, dataRequest, version, read } = page
  const { submissionId } = version
  const title = read.against
    ? `What changed from version ${read.against.version} to version ${version.version}`
    : `What changed in version ${version.version}`
  return layout({
    title,
    reader,
    part: 'start',
    above: [
      { text: dataRequest.title, href: `/data-requests/${dataRequest.id}` },
      { text: `Version ${version.version}`, href: `/submissions/${submissionId}` },
    ],
    content: column(html`
      ${heading(title)}
      ${read.against === null && insetText('There is nothing to compare it with: it is the first version that could be read.')}
      ${otherVersions(page)}
      ${read.against && read.changes && changed(page, read.against, read.changes)}
      ${paragraph(link(`/submissions/${submissionId}`, `Back to version ${version.version}`))}
    `),
  })
}

/** The way to compare it with another version. */
function otherVersions({ version, versions, read }: ChangesPage): Html | false {
  const others = versions.filter(
    ({ submissionId, rowsBySheet }) => submissionId !== version.submissionId && rowsBySheet !== null,
  )
  if (others.length < 2) return false
  return html`
    <form method="get" action="/submissions/${version.submissionId}/changes" class="rollcall-filters">
      ${select({
        name: 'against',
        label: 'Compare it with',
        value: read.against?.submissionId,
        items: others.map(({ submissionId, version: number }) => ({
          value: submissionId,
          words: `Version ${number}`,
        })),
      })}
      ${button('Show', { kind: 'secondary' })}
    </form>`
}

/** A row that is new, gone or different. */
interface Change {
  readonly part: string
  readonly says: Html
}

function changed(
  { version, page }: ChangesPage,
  against: NonNullable<Read['against']>,
  { counts, sheets }: NonNullable<Read['changes']>,
): Html {
  const all = sheets.flatMap((sheet) => changesOf(sheet, against.version))
  const { shown, links } = paged(all, {
    page,
    href: (number) =>
      `/submissions/${version.submissionId}/changes?against=${against.submissionId}&page=${number}`,
  })
  return html`
    <p class="govuk-body"><strong>${changesText(counts)}.</strong> ${counted(counts.unaltered, 'row')} as before.</p>
    ${[...Map.groupBy(shown, ({ part }) => part)].map(
      ([part, those]) =>
        html`<h2 class="govuk-heading-m">${part}</h2><ul class="govuk-list govuk-list--spaced">${those.map(({ says }) => says)}</ul>`,
    )}
    ${links}`
}

function changesOf({ name, added, removed, altered }: SheetChanges, before: number): Change[] {
  const row = ({ row, called }: { readonly row: number; readonly called: string | null }) =>
    html`<strong>${called === null ? `Row ${row}` : `${called}, row ${row}`}</strong>`
  return [
    ...altered.map((one) => ({
      part: `${name}: altered`,
      says: html`<li>${row(one)}<ul class="govuk-list govuk-list--bullet">${one.cells.map((cell) => html`<li>${cell.heading}: from ${cell.before} to <strong>${cell.after}</strong></li>`)}</ul></li>`,
    })),
    ...added.map((one) => ({ part: `${name}: added`, says: html`<li>${row(one)}</li>` })),
    ...removed.map((one) => ({
      part: `${name}: removed (rows as they were in version ${before})`,
      says: html`<li>${row(one)}</li>`,
    })),
  ]
}
