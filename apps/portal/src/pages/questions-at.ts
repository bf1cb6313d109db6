import type { AskedAt } from '@rollcall/actions/data-queries-at'
import { dayText, tag } from './components.ts'
import { type Html, html } from './html.ts'
import { link, subheading } from './text.ts'

/** What the office asks about a version, each with the cell it is about. */
export const questionsAt = (questions: readonly AskedAt[]): Html | false =>
  questions.length > 0 &&
  html`
    ${subheading('What the office asks about this version')}
    <ul class="govuk-list rollcall-findings">${questions.map(questionAt)}</ul>`

/** One question: where it is, what was asked, and the way to answer. */
export const questionAt = ({
  dataQueryId,
  place,
  sheet,
  cell,
  text,
  dueOn,
  waitsForAuthority,
}: AskedAt): Html => {
  const status = waitsForAuthority ? tag({ words: 'To answer', colour: 'yellow' }) : 'Answered'
  return html`<li>
    <strong>${place}${cell !== null && html`, cell ${cell} of ${sheet}`}</strong> ${status}
    <br><span class="rollcall-typed">${text ?? 'What was written has been destroyed.'}</span>
    <br>${waitsForAuthority && html`Answer by ${dayText(dueOn)}. `}${link(`/data-queries/${dataQueryId}`, html`Open the question<span class="govuk-visually-hidden"> about: ${place}</span>`)}
  </li>`
}
