import type { SentForSignOff } from '@rollcall/actions/read-sign-offs'
import type { SubmissionId } from '@rollcall/domain/ids'
import { counted } from '@rollcall/domain/text'
import { byWhom } from './by-whom.ts'
import { button, insetText, momentText, summaryList, warningText } from './components.ts'
import { contactText } from './contact.ts'
import { type Mistake, mistakeIn, textarea } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import type { stepWords } from './next-steps.ts'
import { notKept } from './not-kept.ts'
import { bullets, column, heading, link, paragraph, subheading } from './text.ts'

interface Around {
  readonly reader: Reader
  readonly request: { readonly id: string; readonly title: string; readonly contact: string }
  readonly mistakes?: readonly Mistake[]
}

interface ToSend {
  readonly id: SubmissionId
  readonly version: number
  readonly kind: 'workbook' | 'nil'
  readonly receivedAt: Date
  readonly receivedByName: string | null
  readonly rowsBySheet: readonly { readonly sheet: string; readonly rows: number }[] | null
  readonly queryCount: number | null
  readonly sha256: string
}

interface SignOffRequestPage extends Around {
  readonly submission: ToSend
  /** That it was sent for sign-off before, by whom and when. */
  readonly asked: SentForSignOff | null
  readonly signatories: readonly string[]
  readonly note: string | undefined
}

const title = 'Send the return for sign-off'
const above = ({ request }: Around) => [{ text: request.title, href: `/data-requests/${request.id}` }]

/** Where an officer sends a return that is ready to those who sign it. */
export function signOffRequestPage(page: SignOffRequestPage): Html {
  const { reader, mistakes, submission, signatories, asked } = page
  return layout({
    ...{ title, reader, mistakes },
    part: 'start',
    above: above(page),
    content: column(html`
      ${heading(title)}
      ${asked && insetText(html`${asked.askedByName ?? 'A colleague'} sent version ${submission.version} for sign-off on ${momentText(asked.askedAt)}. You can send it again, with another note in place of that one.`)}
      ${subheading('What will be signed')}
      ${summaryList(factsOf(submission))}
      ${paragraph(link(`/submissions/${submission.id}/summary`, 'Read the summary that your signatory will see'))}
      ${subheading('Who can sign')}
      ${signatories.length > 0 ? sending(page) : nobody(page)}
    `),
  })
}

function factsOf({ version, kind, receivedAt, receivedByName, rowsBySheet, queryCount, sha256 }: ToSend) {
  const rows = (rowsBySheet ?? []).map((sheet) => `${sheet.sheet}: ${counted(sheet.rows, 'row')}`)
  return [
    { key: 'Version', value: `${version}${kind === 'nil' ? ', a nil return' : ''}` },
    { key: 'Sent', value: byWhom(receivedByName, receivedAt) },
    ...(kind === 'nil' ? [] : [{ key: 'In it', value: rows.join(', ') }]),
    { key: 'Queries', value: queryCount ? `${queryCount}, all explained` : 'None' },
    { key: 'File (SHA-256)', value: html`<code>${sha256}</code>` },
  ]
}

const sending = ({ request, signatories, note, mistakes }: SignOffRequestPage): Html => html`
  ${bullets(signatories)}
  ${paragraph(signatories.length === 1 ? 'It then waits for them among their requests.' : 'It then waits for all of them, among their requests. One of them signs.')}
  ${form({
    action: `/data-requests/${request.id}/sign-off-request`,
    content: html`
      ${textarea({
        name: 'note',
        label:
          signatories.length === 1
            ? `A note to ${signatories[0]} (optional)`
            : 'A note to your signatories (optional)',
        hint: 'Say what they should know before they sign. Do not write the name of a child.',
        value: note,
        error: mistakeIn(mistakes, 'note'),
        rows: 4,
      })}
      ${button('Send for sign-off', { preventDoubleClick: true })}`,
  })}`

const nobody = ({ request }: SignOffRequestPage): Html => html`
  ${warningText('Your authority has no signatory, so nobody can sign this return.')}
  ${paragraph('A signatory is your Director of Children’s Services, or somebody they have named. Write to ', contactText(request.contact), ' and ask for one to be invited. ', link('/people', 'See who is invited'), '.')}
  ${paragraph('Then come back to this page. Nothing is lost meanwhile.')}`

/** Why there is nothing to send for sign-off now, and what comes first. */
export function notYetToSendPage(
  page: Around & Pick<SignOffRequestPage, 'note'> & { readonly next: ReturnType<typeof stepWords> },
): Html {
  const { reader, mistakes, next } = page
  return layout({
    ...{ title, reader, mistakes },
    part: 'start',
    above: above(page),
    content: column(html`
      ${heading(title)}
      ${paragraph('There is nothing to send for sign-off now.')}
      ${notKept([page.note])}
      ${subheading(next.words)}
      ${paragraph(next.says)}
      ${next.go ? button(next.go.words, { href: next.go.href }) : paragraph(link(`/data-requests/${page.request.id}`, 'Back to your request'))}
    `),
  })
}
