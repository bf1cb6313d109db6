import { assets } from '../assets.ts'
import { button, panel, summaryList } from './components.ts'
import { fileUpload, input, type Mistake, mistakeIn } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { comparing, type ReceiptFacts, rowsOf } from './receipt-page.ts'
import { column, heading, link, paragraph, subheading } from './text.ts'

interface CheckReceiptPage {
  readonly reader: Reader
  readonly mistakes?: readonly Mistake[]
  readonly typed?: string | undefined
}

const title = 'Check a receipt'

/** Where anybody asks whether a receipt is one. */
export function checkReceiptPage({ reader, mistakes, typed }: CheckReceiptPage): Html {
  return layout({
    ...{ title, reader, mistakes },
    content: column(html`
      ${heading(title)}
      ${paragraph('An authority gets a receipt for each return it sends to the Children’s Commissioner. If you were shown one, you can check here that it is real. You do not have to sign in.')}
      ${form({
        action: '/check-a-receipt',
        content: html`
          ${input({
            name: 'code',
            label: 'Check code',
            hint: 'It is on the receipt, such as K3F7-9QRT-0V2M-XW4A. Capitals, spaces and dashes do not matter.',
            value: typed,
            error: mistakeIn(mistakes, 'code'),
            width: 20,
          })}
          ${button('Check')}`,
      })}
    `),
  })
}

/** That a receipt is real, and what it has to say for that. */
export function realReceiptPage({
  reader,
  receipt,
}: {
  readonly reader: Reader
  readonly receipt: ReceiptFacts
}): Html {
  return layout({
    title: 'This receipt is real',
    reader,
    ...(receipt.kind === 'workbook' && { script: assets.comparing }),
    above: [{ text: title, href: '/check-a-receipt' }],
    content: column(html`
      ${panel('This receipt is real', html`Check code<br><strong>${receipt.checkCode}</strong>`)}
      ${subheading('What the receipt must say')}
      ${paragraph('Compare each line with the receipt you were shown. If a line differs, the receipt was changed.')}
      ${summaryList(rowsOf(receipt, undefined))}
      ${paragraph('Whether it is signed off, and whether a later version was sent, may have changed since the receipt was printed.')}
      ${receipt.kind === 'workbook' && compareHere(receipt)}
      ${comparing()}
      ${paragraph(link('/check-a-receipt', 'Check another receipt'))}
    `),
  })
}

/** With script a file is compared at once. It stands in no form, so it cannot be sent. */
const compareHere = ({ sha256, byteCount }: ReceiptFacts): Html => html`
  <div id="compare" data-sha256="${sha256}" data-byte-count="${byteCount}" hidden>
    ${subheading('If you have the file')}
    ${fileUpload({ name: 'file', label: 'Choose the file to compare', hint: 'It is read on your machine, and not sent to us.' })}
    <p class="govuk-body" id="compared" role="status"></p>
  </div>`
