import type { Summary } from '@rollcall/actions/read-summary'
import { button } from './components.ts'
import { hidden, type Mistake, mistakeIn, textarea } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { column, heading, link, paragraph } from './text.ts'

interface SendBackPage {
  readonly reader: Reader
  readonly summary: Pick<
    Summary,
    'dataRequestId' | 'submissionId' | 'version' | 'sha256' | 'round' | 'authority'
  >
  readonly mistakes?: readonly Mistake[]
  /** What was typed before, where it could not be taken. */
  readonly reason?: string | undefined
}

/** Where a signatory says what is wrong with a return. */
export function sendBackPage({ reader, summary, mistakes, reason }: SendBackPage): Html {
  const { dataRequestId, submissionId, version, sha256, round, authority } = summary
  return layout({
    title: 'Send the return back',
    reader,
    part: 'start',
    above: [{ text: round.title, href: `/data-requests/${dataRequestId}` }],
    mistakes,
    content: column(html`
      ${heading(html`<span class="govuk-caption-l">${authority}: ${round.title}</span> Send the return back`)}
      ${paragraph(`You send version ${version} back to your data officers without signing it. They see it on the request, with your reason. The office is not told.`)}
      ${form({
        action: `/data-requests/${dataRequestId}/send-back`,
        content: html`
          ${hidden('sha256', sha256)}
          ${hidden('version', `${version}`)}
          ${textarea({
            name: 'reason',
            label: 'What is wrong with it?',
            hint: 'Say what has to change. Use the child ID of your authority and not a child’s name.',
            error: mistakeIn(mistakes, 'reason'),
            value: reason,
            rows: 6,
          })}
          ${button('Send it back', { preventDoubleClick: true })}
        `,
      })}
      ${paragraph(link(`/submissions/${submissionId}/summary`, 'Read the summary again'), ', or ', link(`/data-requests/${dataRequestId}/sign-off`, 'sign it off'), '.')}
    `),
  })
}
