import type { readDecisions } from '@rollcall/actions/read-decisions'
import type { ShownAnnouncement } from '@rollcall/database/announcements'
import type { ListedLetter } from '@rollcall/database/listed-letters'
import type { ShownDateChange } from '@rollcall/database/round-date-changes'
import { type CalendarDate, inWords } from '@rollcall/domain/calendar-date'
import { underWay } from '@rollcall/domain/data-request'
import { isToDo, maySend, type NextStep } from '@rollcall/domain/next-step'
import { button, dayText, insetText, momentText, summaryList, tag } from './components.ts'
import { contactText } from './contact.ts'
import { dateChangesRow } from './date-changes.ts'
import { dueText, isExtended } from './due.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { stepWords } from './next-steps.ts'
import { publicationRow } from './publication-page.ts'
import { hasSummary, type RequestTasks, requestTasks } from './request-tasks.ts'
import { statusOfRequest } from './statuses.ts'
import { bullets, heading, link, paragraph, subheading } from './text.ts'
import { written } from './written.ts'

export interface RequestPage extends RequestTasks {
  readonly reader: Reader
  readonly today: CalendarDate
  readonly done: string | undefined
  readonly next: NextStep
  /** Whoever has sent the newest version. */
  readonly sentBy: string | null
  /** Until when more time was asked for that nobody has decided on. */
  readonly askedUntil: CalendarDate | null | undefined
  readonly hasNilReturn: boolean
  /** How the dates of its round were changed since it was issued. */
  readonly changes: readonly ShownDateChange[]
  /** What was announced of the round's published figures: what holds, then what was withdrawn. */
  readonly announcements: readonly ShownAnnouncement[]
  /** What was written to its authority as formal letters, oldest first. */
  readonly letters: readonly ListedLetter[]
  /** What was decided last, where that is why there is something to do. */
  readonly why: Decision | undefined
  readonly people: readonly { readonly name: string; readonly role: string }[]
}

type Decision = Awaited<ReturnType<typeof readDecisions>>['decisions'][number]

/** One request: what to do next, how far everything is, and the way to all of it. */
export function requestPage(page: RequestPage): Html {
  const { request, reader, done, next, role, hasNilReturn, why } = page
  const { id, title, state, submissionId } = request
  const { words, says, go } = stepWords(next, request)
  const of = (part: string): string => `/data-requests/${id}/${part}`
  return layout({
    title,
    reader,
    part: 'start',
    done,
    content: html`
      <div class="govuk-grid-row">
        <div class="govuk-grid-column-two-thirds">
          ${heading(title)}
          <p class="govuk-body">${tag(statusOfRequest[state])}</p>
          ${lastOverdueLetter(page)}
          <div class="rollcall-do-next">
            <h2 class="govuk-heading-m"><span class="govuk-visually-hidden">What to do next: </span>${words}</h2>
            ${paragraph(says)}
            ${why && whyText(why)}
            ${go && (isToDo(next) ? button(go.words, { href: go.href }) : paragraph(link(go.href, go.words)))}
          </div>
          ${facts(page)}
          ${role === 'officer' && maySend(request.standing) && beforeSending(of)}
          ${subheading('Your return, step by step')}
          ${requestTasks(page)}
          ${hasNilReturn && next.step === 'send' && paragraph('Nothing to report? ', link(of('nil-return'), 'Declare a nil return'), ' instead of sending a workbook.')}
        </div>
        <div class="govuk-grid-column-one-third rollcall-beside">
          <h2 class="govuk-heading-s">About this request</h2>
          ${links([
            [of('notice'), 'The formal request'],
            ...overdueLetters(page),
            [of('asked'), 'What is asked'],
            [of('template'), 'The template (Excel)'],
            hasSummary(request) && [`/submissions/${submissionId}/summary`, 'Summary of the return'],
            submissionId && [of('versions'), 'Every version you sent'],
            [of('history'), 'History'],
            submissionId && [of('rows-seen'), 'Who has seen your rows'],
          ])}
          <h2 class="govuk-heading-s">Ask the office</h2>
          ${links([
            [of('questions'), 'Ask a question'],
            [of('more-time'), 'Ask for more time'],
          ])}
          ${paragraph('Contact: ', contactText(request.contact))}
          ${whoWorksOnIt(page)}
        </div>
      </div>
    `,
  })
}

/** While the return is still owed, the last letter that says so. */
const lastOverdueLetter = ({ letters, request }: RequestPage): Html | undefined => {
  const letter = letters.findLast(({ kind }) => kind === 'non-compliance')
  if (letter === undefined || letter.issuedOn === null || !underWay.includes(request.state)) return undefined
  return insetText(
    html`We have written your authority a formal letter, as this return is overdue. ${link(`/letters/${letter.id}`, `Read the letter of ${inWords(letter.issuedOn)}`)}.`,
  )
}

/** Letters that say the return is owed; the request itself has its own way. */
const overdueLetters = ({ letters }: RequestPage): [string, string][] =>
  letters.flatMap(({ id, kind, reference }) =>
    kind === 'request' || reference === null
      ? []
      : [[`/letters/${id}`, `Letter of non-compliance, ${reference}`]],
  )

const decided: Readonly<Record<Decision['decision'], string>> = {
  'sent back': 'Sent back',
  accepted: 'Accepted',
  excluded: 'Excluded for quality',
  reopened: 'Reopened',
  'taken back': 'Decision taken back',
}

const whyText = ({ decision, decidedByName, decidedAt, reason }: Decision): Html => html`
  <p class="govuk-body">${decided[decision]} by ${decidedByName ?? 'the Commissioner’s office'} on ${momentText(decidedAt)}${reason === null ? '.' : ':'}</p>
  ${reason !== null && html`<div class="rollcall-quoted">${written(reason)}</div>`}`

function facts({ request, today, sentBy, askedUntil, changes, announcements }: RequestPage): Html {
  const { id, submissionId, version, kind, receivedAt, roundDueOn } = request
  const more = { href: `/data-requests/${id}/more-time`, words: 'More time', of: 'for this return' }
  return summaryList([
    { key: 'Reference date', value: dayText(request.referenceOn) },
    {
      key: 'Due',
      value: html`${dueText(request, today)}${isExtended(request) && html`<br>You were given more time. It was due on ${dayText(roundDueOn)}.`}${
        askedUntil &&
        html`<br>You have asked for more time until ${dayText(askedUntil)}. The office has not decided yet.`
      }`,
      actions: [more],
    },
    ...dateChangesRow(changes),
    ...publicationRow(announcements),
    ...(submissionId && receivedAt
      ? [
          {
            key: 'Newest version',
            value: html`${kind === 'nil' ? 'Nil return' : `Version ${version}`}, sent on ${momentText(receivedAt)}${sentBy !== null && ` by ${sentBy}`}`,
            actions: [
              {
                href: `/submissions/${submissionId}/receipt`,
                words: 'Receipt',
                of: `for version ${version}`,
              },
            ],
          },
        ]
      : []),
  ])
}

const beforeSending = (of: (part: string) => string): Html => html`
  ${subheading('Before you send')}
  <ol class="govuk-list govuk-list--number">
    <li>${link(of('asked'), 'Read what is asked')}</li>
    <li>${link(of('template'), 'Get the template')}, an Excel workbook made out to your authority, and fill it in</li>
    <li>${link(of('check'), 'Check your file before you send it')}: nothing leaves your computer</li>
  </ol>`

const links = (items: readonly (readonly [href: string, words: string] | false | null | '')[]): Html =>
  html`<ul class="govuk-list">${items.map((item) => item && html`<li>${link(...item)}</li>`)}</ul>`

function whoWorksOnIt({ people }: RequestPage): Html {
  const named = (role: string): string[] => people.filter((one) => one.role === role).map(({ name }) => name)
  const [officers, signatories] = [named('officer'), named('signatory')]
  return html`
    <h2 class="govuk-heading-s">Who works on it</h2>
    ${officers.length > 0 && html`<h3 class="govuk-heading-s rollcall-small">Data officers</h3>${bullets(officers)}`}
    <h3 class="govuk-heading-s rollcall-small">Signatories</h3>
    ${signatories.length > 0 ? bullets(signatories) : paragraph('Nobody yet. Ask the contact above to invite one: only a signatory can sign the return off.')}
    ${paragraph(link('/people', 'Change who works on it'))}`
}
