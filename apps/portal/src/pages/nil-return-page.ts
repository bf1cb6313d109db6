import type { Sending } from '@rollcall/actions/read-sending'
import { button, dayText, insetText, momentText, warningText } from './components.ts'
import { contactText } from './contact.ts'
import { checkboxes, type Mistake, mistakeIn } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { notNowWords } from './send-page.ts'
import { bullets, column, heading, link, paragraph, subheading } from './text.ts'

interface NilReturnPage {
  readonly reader: Reader
  readonly sending: Sending
  readonly maySend: boolean
  readonly mistakes?: readonly Mistake[]
}

/** Where an officer declares that there is nothing to report. */
export function nilReturnPage(page: NilReturnPage): Html {
  const { reader, sending, mistakes } = page
  const { id, title } = sending.dataRequest
  return layout({
    title: 'Declare a nil return',
    ...{ reader, mistakes },
    part: 'start',
    above: [{ text: title, href: `/data-requests/${id}` }],
    content: column(html`
      ${heading('Declare a nil return')}
      ${contentOf(page)}
    `),
  })
}

function contentOf({ sending, maySend, mistakes }: NilReturnPage): Html {
  const { dataRequest, nilMeans, refusal, officers } = sending
  const { id, contact } = dataRequest
  const back = paragraph(link(`/data-requests/${id}`, 'Back to the request'))
  if (nilMeans === null)
    return html`
      ${paragraph('There is no nil return here: each answer has to be given, also where it is nought.')}
      ${paragraph('Fill in ', link(`/data-requests/${id}/template`, 'the template'), ' and ', link(`/data-requests/${id}/send`, 'send it'), '.')}
      ${back}`
  if (refusal !== null)
    return html`${insetText(notNowWords(dataRequest.state) ?? refusal)}${paragraph('The contact is ', contactText(contact), '.')}${back}`
  const meaning = html`
    ${paragraph('You declare a nil return where there is nothing to report. By it your authority says:')}
    ${insetText(nilMeans)}
    ${paragraph('The reference date is ', dayText(dataRequest.referenceOn), '.')}`
  if (!maySend)
    return html`
      ${meaning}
      ${subheading('Who declares it')}
      ${paragraph('A data officer of your authority. You sign it off then, as you would any other return.')}
      ${officers.length > 0 && bullets(officers)}
      ${back}`
  return html`
    ${meaning}
    ${before(sending)}
    ${paragraph('If any of this is not so, ', link(`/data-requests/${id}/send`, 'send your return'), ' instead.')}
    ${form({
      action: `/data-requests/${id}/nil-return`,
      content: html`
        ${checkboxes({
          name: 'confirm',
          legend: 'Is this so?',
          error: mistakeIn(mistakes, 'confirm'),
          items: [{ value: 'yes', words: 'Yes, I have checked it: there is nothing to report' }],
        })}
        ${button('Declare the nil return', { preventDoubleClick: true })}`,
    })}
    ${paragraph('It is checked at once. Then your signatory signs it off, as any other return.')}`
}

/** What becomes of a version that was sent before. */
function before({ dataRequest, signed }: Sending): Html | false {
  const { version, receivedAt, submissionId } = dataRequest
  if (version === null || receivedAt === null) return false
  const sent = html`You sent ${link(`/submissions/${submissionId}`, `version ${version}`)} on ${momentText(receivedAt)}.`
  if (signed)
    return warningText(
      html`${sent} It is signed off. If you declare a nil return, that signature no longer counts, and the nil return has to be signed.`,
    )
  return insetText(
    html`${sent} The nil return takes its place as version ${version + 1}. Nothing is deleted.`,
  )
}
