import type { LetterFact } from '@rollcall/domain/letter-text'
import type { RequestNotice } from '@rollcall/domain/request-notice'
import { summaryList } from './components.ts'
import { contactText } from './contact.ts'
import { type Html, html } from './html.ts'
import { bullets, column, paragraph } from './text.ts'
import { written } from './written.ts'

/** A notice as it is read, under headings one step below its own. */
export const noticePart = ({
  subject,
  to,
  opening,
  message,
  facts,
  items,
  paragraphs,
  closing,
}: RequestNotice): Html => html`
  <div class="rollcall-notice">
    ${column(html`
      <h2 class="govuk-heading-m">${subject}</h2>
      ${paragraph(`To ${to}`)}
      ${opening.map((words) => paragraph(words))}
      ${message.map(written)}
    `)}
    ${summaryList(facts.map(factRow))}
    ${column(html`
      <h3 class="govuk-heading-s">What to fill in</h3>
      ${bullets(items.map(({ name, says }) => html`<strong>${name}.</strong> ${says}`))}
      <h3 class="govuk-heading-s">How to answer</h3>
      ${paragraphs.map((words) => paragraph(words))}
      ${paragraph(closing)}
    `)}
  </div>`

const factRow = ({ name, value }: LetterFact) => ({
  key: name,
  value: name === 'Contact' ? contactText(value) : value,
})
