import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { LetterKind } from '@rollcall/domain/letter'
import type { LetterFact, LetterText } from '@rollcall/domain/letter-text'
import { dayText, summaryList } from './components.ts'
import { contactText } from './contact.ts'
import { type Html, html } from './html.ts'
import { bullets, column, paragraph } from './text.ts'
import { written } from './written.ts'

/** What stands at the head of a letter; one that is not issued has no number and no day. */
interface Letterhead {
  readonly kind: LetterKind
  readonly reference: string | null
  readonly issuedOn: CalendarDate | null
}

/** How the parts of each kind of letter are called. */
export const partsOfLetter: Readonly<Record<LetterKind, { readonly items: string; readonly how: string }>> = {
  request: { items: 'What to fill in', how: 'How to answer' },
  'non-compliance': { items: 'What was asked', how: 'What to do now' },
}

/** A notice, or a letter, as it is read, under headings one step below its own. */
export const noticePart = (
  { subject, to, opening, message, facts, items, paragraphs, closing }: LetterText,
  letter?: Letterhead,
): Html => html`
  <div class="rollcall-notice">
    ${column(html`
      ${letter && headOf(letter)}
      <h2 class="govuk-heading-m">${subject}</h2>
      ${paragraph(`To ${to}`)}
      ${opening.map((words) => paragraph(words))}
      ${message.map(written)}
    `)}
    ${summaryList(facts.map(factRow))}
    ${column(html`
      ${items.length > 0 && html`<h3 class="govuk-heading-s">${partsOfLetter[letter?.kind ?? 'request'].items}</h3>`}
      ${items.length > 0 && bullets(items.map(({ name, says }) => html`<strong>${name}.</strong> ${says}`))}
      ${paragraphs.length > 0 && html`<h3 class="govuk-heading-s">${partsOfLetter[letter?.kind ?? 'request'].how}</h3>`}
      ${paragraphs.map((words) => paragraph(words))}
      ${paragraph(closing)}
    `)}
  </div>`

const headOf = ({ reference, issuedOn }: Letterhead): Html => html`
  <p class="govuk-body rollcall-letterhead"><strong>Children’s Commissioner for England</strong><br>
  ${reference === null ? 'Our reference: given when it is approved' : html`Our reference: ${reference}`}<br>
  ${issuedOn === null ? 'Date: the day on which it is approved' : dayText(issuedOn)}</p>`

const factRow = ({ name, value }: LetterFact) => ({
  key: name,
  value: name === 'Contact' ? contactText(value) : value,
})
