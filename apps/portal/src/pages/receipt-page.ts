import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { RelaxedRule } from '@rollcall/domain/relaxation'
import { counted } from '@rollcall/domain/text'
import { dayText, details, momentText, summaryList } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { effectWords } from './relaxed-parts.ts'
import { column, heading, link, paragraph, subheading } from './text.ts'

/** What a receipt says, to whoever it is shown. */
export interface ReceiptFacts {
  readonly checkCode: string
  readonly authorityCode: string
  readonly authorityName: string
  /** Of the round. */
  readonly title: string
  readonly referenceOn: CalendarDate
  readonly version: number
  readonly kind: 'workbook' | 'nil'
  readonly sha256: string
  readonly byteCount: number
  readonly receivedAt: Date
  readonly isNewest: boolean
  readonly signedAt: Date | null
}

interface ReceiptPage {
  readonly reader: Reader
  readonly receipt: ReceiptFacts & {
    readonly submissionId: string
    readonly dataRequestId: string
    readonly sentBy: string | null
    readonly signedBy: string | null
    /** The rules that were relaxed for it. */
    readonly relaxed: readonly RelaxedRule[]
  }
  /** Where anybody can check it, with the portal's own address: it is read on paper too. */
  readonly checkAt: string
}

/** What an authority shows to prove what it sent, and when. It goes on one sheet of paper. */
export function receiptPage({ reader, receipt, checkAt }: ReceiptPage): Html {
  const { title, dataRequestId, submissionId, version, sentBy, signedBy } = receipt
  return layout({
    title: 'Receipt',
    reader,
    part: 'start',
    above: [
      { text: title, href: `/data-requests/${dataRequestId}` },
      { text: `Version ${version}`, href: `/submissions/${submissionId}` },
    ],
    content: column(html`
      ${heading(html`<span class="govuk-caption-l">${receipt.authorityName}: ${title}</span> Receipt`)}
      ${paragraph('We have received this return. Print this page, or save it, if somebody asks you for proof.')}
      ${summaryList([...rowsOf(receipt, { sentBy, signedBy }), ...relaxedRow(receipt.relaxed)])}
      ${subheading('How anybody can check this receipt')}
      ${paragraph('Open ', link('/check-a-receipt', checkAt), ' and enter the check code. Nobody has to sign in. Only this portal can make the code: a receipt that was changed, or made up, is found out.')}
      <div class="govuk-!-display-none-print">${comparing()}</div>
    `),
  })
}

const relaxedRow = (relaxed: readonly RelaxedRule[]) =>
  relaxed.length === 0
    ? []
    : [
        {
          key: 'Checks relaxed by the office',
          value: relaxed
            .map(({ rule, effect }) => `${rule}: ${effectWords[effect].toLowerCase()}`)
            .join(', '),
        },
      ]

/** What both pages say of a receipt; who sent and signed it is told to those who may know. */
export function rowsOf(
  receipt: ReceiptFacts,
  names: { readonly sentBy: string | null; readonly signedBy: string | null } | undefined,
) {
  const { receivedAt, signedAt, byteCount, version, isNewest, kind } = receipt
  return [
    { key: 'Authority', value: `${receipt.authorityName} (${receipt.authorityCode})` },
    { key: 'Round', value: html`${receipt.title}<br>About ${dayText(receipt.referenceOn)}` },
    {
      key: 'Version',
      value: `${version}, ${kind === 'nil' ? 'a nil return' : 'a workbook'}. ${isNewest ? 'No later version was sent.' : 'A later version was sent.'}`,
    },
    {
      key: 'Received',
      value: html`${momentText(receivedAt)}, London time<br><span class="govuk-hint">${receivedAt.toISOString()}</span>`,
    },
    ...(names ? [{ key: 'Sent by', value: names.sentBy ?? 'A colleague' }] : []),
    { key: 'Size', value: counted(byteCount, 'byte') },
    {
      key: kind === 'nil' ? 'Declaration (SHA-256)' : 'File (SHA-256)',
      value: html`<code>${receipt.sha256}</code>`,
    },
    { key: 'Signed off', value: signedAt ? signedWords(signedAt, names?.signedBy) : 'No' },
    { key: 'Check code', value: html`<strong><code>${receipt.checkCode}</code></strong>` },
  ]
}

const signedWords = (signedAt: Date, signedBy: string | null | undefined): Html =>
  html`On ${momentText(signedAt)}${signedBy && html` by ${signedBy}`}`

/** How a file is known to be the one that was sent. */
export const comparing = (): Html =>
  details(
    'How to tell whether a file is the one that was sent',
    html`
      ${paragraph('Work out the SHA-256 of the file and compare it with the receipt. If one letter or digit differs, it is another file.')}
      ${paragraph('On Windows, in PowerShell: ', html`<code>Get-FileHash return.xlsx</code>`)}
      ${paragraph('On a Mac, in Terminal: ', html`<code>shasum -a 256 return.xlsx</code>`)}
      ${paragraph('On Linux: ', html`<code>sha256sum return.xlsx</code>`)}`,
  )
