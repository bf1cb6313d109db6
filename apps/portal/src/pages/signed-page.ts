import type { ShownDataRequest } from '@rollcall/database/shown-data-requests'
import type { SubmissionId } from '@rollcall/domain/ids'
import { byWhom } from './by-whom.ts'
import { momentText, panel, summaryList } from './components.ts'
import type { Mistake } from './fields.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { bullets, column, heading, link, paragraph, subheading } from './text.ts'

interface SignedPage {
  readonly reader: Reader
  readonly dataRequest: ShownDataRequest
  readonly signOff: {
    readonly submissionId: SubmissionId
    readonly version: number
    readonly sha256: string
    readonly statement: string
    readonly signedByName: string | null
    readonly signedAt: Date
  }
  /** Whether this comes right after the signing. */
  readonly isNew: boolean
  readonly mistakes?: readonly Mistake[]
}

/** What was signed, what comes next, and that it cannot change. */
export function signedPage({ reader, dataRequest, signOff, isNew, mistakes }: SignedPage): Html {
  const { id, title, authorityName } = dataRequest
  const { submissionId, version, sha256, statement, signedByName, signedAt } = signOff
  return layout({
    title: 'Return signed off',
    reader,
    part: 'start',
    above: [{ text: title, href: `/data-requests/${id}` }],
    mistakes,
    content: column(html`
      ${isNew ? panel('Return signed off', html`Version ${version}<br>${momentText(signedAt)}`) : heading(html`<span class="govuk-caption-l">${authorityName}: ${title}</span> Return signed off`)}
      ${summaryList([
        { key: 'Version', value: `${version}` },
        {
          key: 'Signed',
          value: byWhom(signedByName, signedAt),
        },
        { key: 'Statement', value: statement },
        { key: 'SHA-256', value: html`<code>${sha256}</code>` },
      ])}
      ${paragraph('This version cannot change. If a new version is sent, it takes the place of this one and needs a new signature.')}
      ${paragraph(link(`/submissions/${submissionId}/receipt`, 'Get the receipt'), ', or ', link(`/submissions/${submissionId}/summary`, 'read and print the summary'), '.')}
      ${subheading('What happens next')}
      ${bullets(nextFor(dataRequest))}
      ${paragraph(link(`/data-requests/${id}`, 'Go to the request'), '.')}
    `),
  })
}

function nextFor({ state, id, openDataQueries }: ShownDataRequest): (Html | string)[] {
  if (state === 'accepted') return ['The office has accepted the return. It counts in the national figures.']
  return [
    ...(openDataQueries > 0
      ? [
          html`The office has asked a question about the return. ${link(`/data-requests/${id}/data-queries`, 'Answer it')}.`,
        ]
      : []),
    'The office and your data officers see that it is signed.',
    'The office looks at the return. If it has a question, the request says so.',
    'Once the office has accepted the return, it counts in the national figures.',
  ]
}
