import type { Sending } from '@rollcall/actions/read-sending'
import type { RequestState } from '@rollcall/domain/request-life'
import { assets } from '../assets.ts'
import { button, details, insetText, momentText, warningText } from './components.ts'
import { contactText } from './contact.ts'
import { errorSummary, fileUpload, type Mistake, mistakeIn } from './fields.ts'
import { fileForm } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { bullets, column, heading, link, paragraph, subheading } from './text.ts'

export interface SendPage {
  readonly reader: Reader
  readonly sending: Sending
  /** Whether whoever reads this may send: an officer. */
  readonly maySend: boolean
  readonly mostBytes: number
  readonly mistakes?: readonly Mistake[]
}

/** Where an officer sends a return, or reads why that cannot be done now. */
export function sendPage(page: SendPage): Html {
  const { reader, sending, maySend, mistakes } = page
  const { id, title } = sending.dataRequest
  const canSend = maySend && sending.refusal === null
  return layout({
    title: 'Send your return',
    reader,
    // Where nothing can be sent any more there is no field to lead to.
    mistakes: canSend ? mistakes : mistakes?.map(({ words }) => ({ words })),
    part: 'start',
    above: [{ text: title, href: `/data-requests/${id}` }],
    ...(canSend && { script: assets.sending }),
    content: column(html`
      ${heading('Send your return')}
      ${canSend ? sendable(page) : notNow(page)}
    `),
  })
}

function notNow({ sending, maySend }: SendPage): Html {
  const { refusal, officers, dataRequest } = sending
  const { id, contact } = dataRequest
  const back = paragraph(link(`/data-requests/${id}`, 'Back to the request'))
  if (refusal !== null)
    return html`
      ${insetText(notNowWords(dataRequest.state) ?? refusal)}
      ${paragraph('The contact is ', contactText(contact), '. Say which return you mean, and why.')}
      ${back}`
  return html`
    ${paragraph('A data officer of your authority sends the return. You sign it when it is ready.')}
    ${!maySend && officers.length > 0 && html`${subheading('Your data officers')}${bullets(officers)}`}
    ${!maySend && officers.length === 0 && insetText(html`Your authority has no data officer. ${link('/people', 'Invite one')}.`)}
    ${back}`
}

/** Why nothing can be sent in the states that people meet most, in plainer words than a program is told. */
export const notNowWords = (state: RequestState): string | undefined => plainWords[state]

const plainWords: Partial<Record<RequestState, string>> = {
  accepted:
    'The office has accepted this return, so nothing can be sent now. If something in it has to change, ask the contact to reopen it.',
  'no-return':
    'The time to send this return is over. If you still want to send one, ask the contact to reopen it.',
}

function sendable(page: SendPage): Html {
  return html`
    ${beforeIt(page.sending)}
    ${couldNotSend}
    ${theForm(page)}
    ${underWay}
    ${details('What happens when you send it', whatHappens)}`
}

/** What the new version does to the one before. */
function beforeIt({ dataRequest, signed }: Sending): Html | false {
  const { version, receivedAt, submissionId } = dataRequest
  if (signed)
    return warningText(
      `Version ${signed.version} is signed off. If you send a new version, that signature no longer counts, and the new version has to be signed.`,
    )
  if (version === null || receivedAt === null) return false
  return insetText(
    html`You sent ${link(`/submissions/${submissionId}`, `version ${version}`)} on ${momentText(receivedAt)}. What you send now takes its place as version ${version + 1}. Nothing is deleted.`,
  )
}

const theForm = ({ sending, mistakes, mostBytes }: SendPage): Html => {
  const { id, submissionId } = sending.dataRequest
  const about = html`data-request="${id}" data-newest="${submissionId ?? ''}" data-most-bytes="${mostBytes}" data-too-large="/data-requests/${id}/send?file=too-large"`
  return html`<div id="send" ${about}>
    ${fileForm({
      action: `/data-requests/${id}/send`,
      content: html`
        ${fileUpload({
          name: 'file',
          label: 'Your return',
          hint: 'An Excel workbook (.xlsx) or a CSV file, up to 25 MB.',
          accept: '.xlsx,.csv',
          error: mistakeIn(mistakes, 'file'),
        })}
        ${paragraph(link(`/data-requests/${id}/check`, 'Check your file first'), ', without sending it.')}
        ${button('Send', { preventDoubleClick: true })}`,
    })}
    ${sending.nilMeans !== null && paragraph('Nothing to report? ', link(`/data-requests/${id}/nil-return`, 'Declare a nil return'), '.')}
  </div>`
}

const whatHappens = html`
  ${bullets([
    'You get a receipt, which shows what you sent and when.',
    'We check every cell. That usually takes less than a minute.',
    'You see what to fix or explain, cell by cell. You can send a better version as often as you need.',
    'Nothing counts until your signatory has signed it off.',
  ])}`

// What the page's script shows, one at a time.

const underWay = html`
  <div id="sending" hidden>
    <h2 class="govuk-heading-m" id="sending-heading" tabindex="-1">Sending your return</h2>
    <progress id="sent" class="rollcall-progress" max="1" value="0" aria-labelledby="sending-heading"></progress>
    <p class="govuk-body" id="sent-words"></p>
    ${paragraph('Keep this page open until all of it is sent. If you close it before, nothing is kept.')}
    <button type="button" id="stop" class="govuk-button govuk-button--secondary" data-module="govuk-button">Stop</button>
  </div>
  <p id="announcement" class="govuk-visually-hidden" role="status"></p>`

const told = (id: string, words: string): Html =>
  html`<div id="${id}" hidden>${errorSummary([{ words, field: 'file' }])}</div>`

const couldNotSend = html`
  <div id="stopped" tabindex="-1" hidden>${insetText('You stopped it. Nothing of the file was kept. It is still chosen: press Send to send it after all.')}</div>
  ${told('broken', 'The connection broke before the whole file was here. Nothing of it was kept. It is still chosen: press Send to send it again.')}
  ${told('unknown', 'The connection broke, and we cannot be reached to see whether your file arrived. Either all of it is there or nothing. Wait a minute, then press Send again: the same file is never taken twice.')}`
