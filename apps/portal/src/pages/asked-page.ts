import type { listAnswers } from '@rollcall/database/questions'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { capital } from '@rollcall/domain/text'
import { timeInWords } from '@rollcall/workbook/writing/cover'
import type { Asked } from '../asked.ts'
import { dayText, details, momentText, summaryList } from './components.ts'
import { contactText } from './contact.ts'
import { dueText, isExtended } from './due.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { column, heading, link, paragraph, subheading } from './text.ts'
import { written } from './written.ts'

interface AskedPage extends Asked {
  readonly reader: Reader
  readonly today: CalendarDate
  readonly answers: Answers
}

type Answers = Awaited<ReturnType<typeof listAnswers>>

/** What is asked, why, of what day and by when; and the way to every question of it. */
export function askedPage({ request, compiled, lists, answers, reader, today }: AskedPage): Html {
  const { collection, referenceDate } = compiled
  const at = `/data-requests/${request.id}/asked`
  const checks = collection.rules.length
  return layout({
    title: 'What is asked',
    reader,
    part: 'start',
    above: [{ text: request.title, href: `/data-requests/${request.id}` }],
    content: html`
      ${column(html`${heading('What is asked')}${paragraph(collection.purpose)}`)}
      ${summaryList([
        { key: 'Collection', value: collection.title },
        { key: 'Legal basis', value: collection.legalBasis },
        { key: isTable(compiled) ? 'One row is' : 'One return is', value: capital(collection.oneRowIs) },
        {
          key: collection.reference.kind === 'day' ? 'Reference date' : 'Period',
          value: capital(timeInWords({ collection, referenceDate })),
        },
        { key: 'Contact', value: contactText(request.contact) },
      ])}
      ${column(html`
        ${subheading('What to fill in')}
        ${compiled.sheets.map(
          ({ id, sheet }) => html`
            <h3 class="govuk-heading-s">${link(`${at}/sheets/${id}`, `${sheet.name}: ${howMany(sheet)}`)}</h3>
            ${paragraph(sheet.intro)}`,
        )}
        ${lists.lists.length > 0 && paragraph(link(`${at}/lists`, 'The code book: every list to choose from, with its codes'))}
        ${checks > 0 && paragraph(link(`${at}/checks`, `What we check: ${checks} ${checks === 1 ? 'rule' : 'rules'}`))}
        ${paragraph(link(`/data-requests/${request.id}/template`, 'Get the template'), ', an Excel workbook with all of this in it.')}
        ${compiled.sheets.some(({ sheet }) => sheet.columns.some((one) => one.notHeld)) && notHeld}
        ${trueNumbers}
        ${collection.nilReturn && html`${subheading('If there is nothing to report')}${paragraph('You can ', link(`/data-requests/${request.id}/nil-return`, 'declare a nil return'), `. By it you say: ${collection.nilReturn.means}`)}`}
        ${subheading('Timetable')}
      `)}
      ${summaryList([
        { key: 'Issued', value: momentText(request.issuedAt) },
        { key: 'Due', value: isExtended(request) ? dayText(request.roundDueOn) : dueText(request, today) },
        ...(isExtended(request) ? [{ key: 'Due for you', value: dueText(request, today) }] : []),
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

const isTable = ({ sheets }: Asked['compiled']): boolean => sheets.some(({ sheet }) => sheet.kind === 'table')

const howMany = ({ kind, columns }: Asked['compiled']['sheets'][number]['sheet']): string =>
  kind === 'table' ? `${columns.length} columns` : `${columns.length} questions`

const notHeld = html`
  ${subheading('If you do not hold something')}
  ${paragraph('You are asked only for what you hold. Where a question allows it, type “Not held”. That is an answer of its own: do not leave the cell empty, and do not type 0.')}`

const trueNumbers = paragraph(
  'Never hide a small number. Type 3, not “fewer than 5”: the true number is asked for. Nothing that could identify a child is published.',
)

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
