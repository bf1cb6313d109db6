import type { listAnswers } from '@rollcall/database/questions'
import type { ShownDateChange } from '@rollcall/database/round-date-changes'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { Asked } from '../asked.ts'
import { type AskedPlace, askedSummary, ofEveryAnswer, whatToFillIn } from './asked-content.ts'
import { dayText, details, momentText, summaryList } from './components.ts'
import { dateChangesRow } from './date-changes.ts'
import { dueText, isExtended } from './due.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { column, heading, link, paragraph, subheading } from './text.ts'
import { written } from './written.ts'

interface AskedPage extends Asked {
  readonly reader: Reader
  readonly today: CalendarDate
  readonly answers: Answers
  /** How the dates of its round were changed since it was issued. */
  readonly changes: readonly ShownDateChange[]
}

type Answers = Awaited<ReturnType<typeof listAnswers>>

/** The pages of what one request asks. */
export function placeOfRequest({ request }: Pick<Asked, 'request'>): AskedPlace {
  const above = { text: request.title, href: `/data-requests/${request.id}` }
  const at = `${above.href}/asked`
  return {
    at,
    around: (between) => ({
      above: [above, ...(between === undefined ? [] : [{ text: 'What is asked', href: at }, ...between])],
    }),
    checkAt: `${above.href}/check`,
  }
}

/** What is asked, why, of what day and by when; and the way to every question of it. */
export function askedPage({ request, compiled, lists, answers, changes, reader, today }: AskedPage): Html {
  const { collection } = compiled
  const place = placeOfRequest({ request })
  return layout({
    title: 'What is asked',
    reader,
    part: 'start',
    ...place.around(),
    content: html`
      ${column(html`${heading('What is asked')}${paragraph(collection.purpose)}${paragraph(link(`/data-requests/${request.id}/notice`, 'Read the formal request'))}`)}
      ${askedSummary(compiled, request.contact)}
      ${column(html`
        ${whatToFillIn({ compiled, lists }, place)}
        ${paragraph(link(`/data-requests/${request.id}/template`, 'Get the template'), ', an Excel workbook with all of this in it.')}
        ${ofEveryAnswer(compiled)}
        ${collection.nilReturn && html`${subheading('If there is nothing to report')}${paragraph('You can ', link(`/data-requests/${request.id}/nil-return`, 'declare a nil return'), `. By it you say: ${collection.nilReturn.means}`)}`}
        ${subheading('Timetable')}
      `)}
      ${summaryList([
        { key: 'Issued', value: momentText(request.issuedAt) },
        { key: 'Due', value: isExtended(request) ? dayText(request.roundDueOn) : dueText(request, today) },
        ...(isExtended(request) ? [{ key: 'Due for you', value: dueText(request, today) }] : []),
        ...dateChangesRow(changes),
      ])}
      ${column(html`
        ${paragraph(link(`/data-requests/${request.id}/more-time`, 'Ask for more time'))}
        ${subheading('Questions and answers')}
        ${publishedAnswers(answers)}
        ${paragraph(link(`/data-requests/${request.id}/questions`, 'Ask a question'))}
      `)}
    `,
  })
}

/** What the office has answered to everybody that was asked. */
export const publishedAnswers = (answers: Answers): Html =>
  answers.length === 0
    ? paragraph('The office has published no answers yet.')
    : html`${answers.map(({ question, answer, publishedAt }) =>
        details(
          question,
          html`${written(answer)}<p class="govuk-hint">Published on ${momentText(publishedAt)}</p>`,
        ),
      )}`
