import type { SentForSignOff } from '@rollcall/actions/read-sign-offs'
import type { ShownDataRequest } from '@rollcall/database/shown-data-requests'
import type { SubmissionState } from '@rollcall/domain/submission-life'
import { counted, either } from '@rollcall/domain/text'
import { button, momentText } from './components.ts'
import type { Mistake } from './fields.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import type { Words } from './macros.ts'
import { heading, link, paragraph } from './text.ts'

/** A version that a signatory gave back, and why. */
export interface SentBack {
  readonly decidedByName: string | null
  readonly decidedAt: Date
  readonly reason: string | null
}

interface NotToSignPage {
  readonly title: string
  readonly reader: Reader
  readonly dataRequest: ShownDataRequest
  /** Of the newest version. */
  readonly sentBack: SentBack | undefined
  /** Who sent the newest version for sign-off. */
  readonly asked: SentForSignOff | null
  readonly signatories: readonly string[]
  readonly mistakes?: readonly Mistake[]
}

/** Why there is nothing to sign or to send back here, and who has to do what first. */
export function notToSignPage({
  title,
  reader,
  dataRequest,
  sentBack,
  asked,
  signatories,
  mistakes,
}: NotToSignPage): Html {
  const { id, title: round, authorityName } = dataRequest
  const isSignatory = reader.person?.role === 'signatory'
  const waits = dataRequest.state === 'awaiting-sign-off'
  return layout({
    title,
    reader,
    part: 'start',
    above: [{ text: round, href: `/data-requests/${id}` }],
    mistakes,
    content: html`
      ${heading(html`<span class="govuk-caption-l">${authorityName}: ${round}</span> ${title}`)}
      ${waits ? officerPart(dataRequest, asked, signatories) : paragraph(whatIsFirst(dataRequest, sentBack))}
      ${!waits && paragraph(isSignatory ? 'You can sign once that is done. It then stands among your requests, under “To do”.' : onlySignatories(signatories))}
      ${!isSignatory && reader.person?.hasOthers && paragraph('If you are a signatory too, ', link('/account/memberships', 'act as one'), ' to sign.')}
      ${paragraph(link(`/data-requests/${id}`, 'Go to the request'), '.')}
    `,
  })
}

function officerPart(
  { id, version }: ShownDataRequest,
  asked: SentForSignOff | null,
  signatories: readonly string[],
): Html {
  const address = `/data-requests/${id}/sign-off-request`
  return html`
    ${paragraph(`Version ${version} is ready to be signed off. `, onlySignatories(signatories))}
    ${
      asked === null
        ? button('Send it for sign-off', { href: address })
        : paragraph(
            html`${asked.askedByName ?? 'A colleague'} sent it for sign-off on ${momentText(asked.askedAt)}. You can ${link(address, 'send it again')}.`,
          )
    }
  `
}

const onlySignatories = (names: readonly string[]): string =>
  names.length === 0
    ? 'Only a signatory can sign, and your authority has none yet. Ask the contact of the request to invite one.'
    : `Only a signatory of your authority can sign: ${either(names)}.`

/** What has to happen before a return can be signed, and by whom. */
function whatIsFirst(dataRequest: ShownDataRequest, sentBack: SentBack | undefined): Words {
  const { state, contact, openQueryCount, version } = dataRequest
  switch (state) {
    case 'not-started':
      return 'Nothing has been sent yet. A data officer has to send the return first.'
    case 'in-progress':
      return versionFirst(dataRequest, sentBack)
    case 'needs-answers':
      return `Version ${version} has ${counted(openQueryCount ?? 0, 'query', 'queries')} that nobody has explained. A data officer has to explain them, or send a new version.`
    case 'excluded':
      if (dataRequest.roundState !== 'open')
        return `The office has left this return out of its figures, because it could not rely on it. Ask ${contact} whether a better one can still be sent.`
      return 'The office has left this return out of its figures, because it could not rely on it. A data officer can send a new version, which you then sign.'
    case 'no-return':
      return `The round has closed, and nothing was signed. Ask ${contact} whether it can be reopened.`
    case 'awaiting-sign-off':
    case 'signed':
    case 'queried':
    case 'accepted':
      return 'It is signed off.'
  }
}

function versionFirst(
  { submissionState, version, errorCount }: ShownDataRequest,
  sentBack: SentBack | undefined,
): Words {
  if (sentBack) {
    const { decidedByName, decidedAt, reason } = sentBack
    return html`${decidedByName ?? 'A signatory'} sent version ${version} back on ${momentText(decidedAt)}, and said: “${reason ?? 'This reason was destroyed.'}” A data officer has to send a new version, or explain its queries better.`
  }
  return submissionState === null
    ? 'Nothing has been sent yet. A data officer has to send the return first.'
    : `Version ${version} ${isNot(submissionState, errorCount ?? 0)}`
}

function isNot(state: SubmissionState, errors: number): string {
  switch (state) {
    case 'received':
    case 'checking':
      return 'is being checked. Wait a minute, then load this page again.'
    case 'refused':
      return 'could not be read. A data officer has to send another file.'
    case 'must-fix':
      return `has ${counted(errors, 'thing')} to fix. A data officer has to fix them and send a new version.`
    case 'needs-answers':
    case 'ready':
    case 'signed':
    case 'superseded':
      return 'was reopened by the office. A data officer has to send a new version.'
  }
}
