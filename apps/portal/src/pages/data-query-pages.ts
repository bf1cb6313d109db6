import type { readDataQueries, readDataQuery } from '@rollcall/actions/read-data-queries'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { mayBeAskedAbout, type RequestState } from '@rollcall/domain/request-life'
import {
  button,
  type Crumb,
  dayText,
  insetText,
  momentText,
  type Status,
  summaryList,
  tag,
  taskList,
} from './components.ts'
import { type Mistake, mistakeIn, textarea } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { isOfOffice, layout, type Reader } from './layout.ts'
import type { Words } from './macros.ts'
import { notKept } from './not-kept.ts'
import { ofReturn } from './round-parts.ts'
import { column, heading, link, paragraph, subheading } from './text.ts'

type Listed = Awaited<ReturnType<typeof readDataQueries>>[number]
type Whole = Awaited<ReturnType<typeof readDataQuery>>

export interface Around {
  readonly reader: Reader
  readonly request: Parameters<typeof ofReturn>[0] & { readonly state: RequestState }
  readonly today: CalendarDate
}

/** What stands around: the way back to the request; for the office to the return it works on. */
export const aroundQuestions = (
  { request, reader }: Around,
  between: readonly Crumb[] = [],
): { readonly above: readonly Crumb[]; readonly within?: Html } =>
  isOfOffice(reader)
    ? ofReturn(request, between)
    : { above: [{ text: request.title, href: `/data-requests/${request.id}` }, ...between] }
const addressOf = ({ request }: Around): string => `/data-requests/${request.id}/data-queries`

/** Everything the office has asked about one return. */
export function dataQueriesPage(page: Around & { readonly queries: readonly Listed[] }): Html {
  const { reader, queries } = page
  const title = 'Questions from the office'
  return layout({
    ...{ title, reader },
    part: 'start',
    ...aroundQuestions(page),
    content: html`
      ${column(html`
        ${heading(title)}
        ${paragraph(introduction(page))}
      `)}
      ${
        queries.length > 0 &&
        taskList(
          queries.map((query) => ({
            title: query.place,
            href: `/data-queries/${query.id}`,
            hint: html`Asked on ${momentText(query.raisedAt)}, about version ${query.version}.${query.closedAt === null && html` Answer by ${dayText(query.dueOn)}.`}`,
            status: statusOf(query, page),
          })),
        )
      }`,
  })
}

function introduction({ queries, reader }: Around & { readonly queries: readonly Listed[] }): string {
  if (queries.length === 0) return 'The office has asked nothing about this return.'
  return isOfOffice(reader)
    ? 'What the office has asked the authority about this return.'
    : 'The office has read your return, and asks about parts of it. Answer each question, or send a new version of your return.'
}

function statusOf(
  { closedAt, waitsForAuthority, dueOn }: Pick<Listed, 'closedAt' | 'waitsForAuthority' | 'dueOn'>,
  { today, reader }: Around,
): Status | string {
  if (closedAt !== null) return 'Closed'
  if (isOfOffice(reader)) return waitsForAuthority ? 'Not answered' : { words: 'Answered', colour: 'yellow' }
  if (!waitsForAuthority) return { words: 'Answered', colour: 'green' }
  return dueOn < today ? { words: 'Overdue', colour: 'red' } : { words: 'To answer', colour: 'yellow' }
}

export interface DataQueryPage extends Around {
  readonly query: Whole
  readonly mistakes?: readonly Mistake[]
  readonly text?: string | undefined
  readonly done?: Words | undefined
}

/** One question of the office: where it is about, what was written, and the form to answer. */
export function dataQueryPage(page: DataQueryPage): Html {
  const { reader, query, mistakes, done, text } = page
  const title = isOfOffice(reader) ? 'Question to an authority' : 'Question from the office'
  return layout({
    ...{ title, reader, mistakes, done },
    part: 'start',
    ...aroundQuestions(page, [{ text: 'Questions from the office', href: addressOf(page) }]),
    content: column(html`
      ${heading(title)}
      ${summaryList([
        { key: 'About', value: query.place },
        { key: 'Version', value: versionOf(page) },
        { key: 'Asked', value: momentText(query.raisedAt) },
        ...(query.closedAt
          ? [{ key: 'Closed', value: momentText(query.closedAt) }]
          : [{ key: 'Answer by', value: dueWords(page) }]),
      ])}
      ${subheading('What was written')}
      ${query.messages.map(messageOf)}
      ${query.about.kind === 'rule' && paragraph(reasonsLink(page, query.about.rule))}
      ${query.closedAt === null ? answering(page) : html`${insetText(isOfOffice(reader) ? 'This question is closed.' : 'This question is closed. There is nothing more to do about it.')}${notKept([text])}${isOfOffice(reader) && mayBeAskedAbout(page.request.state) && paragraph(link(`/data-queries/${query.id}/reopen`, 'Open this question again'))}`}
      ${paragraph(link(addressOf(page), 'All questions about this return'))}
    `),
  })
}

/** Where the reasons are that this question is about. */
const reasonsLink = ({ query, reader, request }: DataQueryPage, rule: string): Html =>
  isOfOffice(reader)
    ? link(
        `/data-requests/${request.id}/review/reasons/${encodeURIComponent(rule)}`,
        'The reasons it is about',
      )
    : link(
        `/submissions/${query.submissionId}/explanations?rule=${encodeURIComponent(rule)}`,
        'See the reasons you gave',
      )

/** The office reads no version as its authority does. */
const versionOf = ({ query, reader }: DataQueryPage): Words =>
  isOfOffice(reader)
    ? `Version ${query.version}`
    : link(`/submissions/${query.submissionId}`, `Version ${query.version}`)

const dueWords = ({ query, today, reader }: DataQueryPage): Html =>
  html`${dayText(query.dueOn)} ${query.dueOn < today && query.waitsForAuthority && !isOfOffice(reader) && tag({ words: 'Overdue', colour: 'red' })}`

const messageOf = ({ fromOffice, writtenByName, writtenAt, text }: Whole['messages'][number]): Html => html`
  <h3 class="govuk-heading-s">${fromOffice ? `The office${writtenByName === null ? '' : `: ${writtenByName}`}` : (writtenByName ?? 'The authority')}, on ${momentText(writtenAt)}</h3>
  <p class="govuk-body rollcall-typed">${text ?? 'What was written has been destroyed.'}</p>`

function answering(page: DataQueryPage): Html {
  const { query, reader, text, mistakes } = page
  const asOffice = isOfOffice(reader)
  return html`
    ${!asOffice && !query.waitsForAuthority && insetText('You have answered. The office reads your answer, then closes the question or asks you more. You can add to your answer.')}
    ${form({
      action: `/data-queries/${query.id}`,
      content: html`
        ${textarea({
          name: 'text',
          label: asOffice ? 'Your message' : query.waitsForAuthority ? 'Your answer' : 'Add to your answer',
          hint: asOffice
            ? '4,000 characters at most. Do not write the name of a child.'
            : '4,000 characters at most. The office reads it. Do not write the name of a child.',
          value: text,
          error: mistakeIn(mistakes, 'text'),
          rows: 6,
        })}
        ${button(asOffice ? 'Send' : 'Send your answer', { preventDoubleClick: true })}`,
    })}
    ${reader.person?.role === 'officer' && ifWrong(page)}
    ${asOffice && paragraph(link(`/data-queries/${query.id}/close`, 'Close this question'))}`
}

const ifWrong = ({ request, query }: DataQueryPage): Html => html`
  ${subheading('If the return is wrong')}
  ${paragraph('Fix your workbook and ', link(`/data-requests/${request.id}/send`, 'send a new version'), '. It has to be signed off again. ', query.about.kind === 'rule' ? 'Give your new reason there, too. ' : '', 'Then write here that you have sent it.')}`

/** Where the office closes a question, once it is told what that does. */
export function closeDataQueryPage(page: DataQueryPage): Html {
  const { reader, query, mistakes } = page
  const title = 'Close the question'
  const back = `/data-queries/${query.id}`
  return layout({
    ...{ title, reader, mistakes },
    part: 'start',
    ...aroundQuestions(page, [{ text: 'Question to an authority', href: back }]),
    content: column(html`
      ${heading(title)}
      ${
        query.closedAt === null
          ? html`
              ${paragraph(`It is about: ${query.place}. ${query.waitsForAuthority ? 'The authority has not answered yet. ' : ''}When it is closed nobody can write in it, unless you open it again. The authority is told.${query.about.kind === 'rule' ? ' The reasons that were refused are then accepted, with what was answered here.' : ''}`)}
              ${form({ action: `${back}/close`, content: button('Close the question', { preventDoubleClick: true }) })}`
          : insetText('This question is closed. There is nothing more to do about it.')
      }
      ${paragraph(link(back, 'Back to the question'))}
    `),
  })
}
