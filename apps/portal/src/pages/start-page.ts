import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { RequestState } from '@rollcall/domain/request-life'
import type { RoundState } from '@rollcall/domain/round-life'
import { dayText, insetText, taskList } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { statusOfRequest, statusOfRound } from './statuses.ts'
import { bullets, column, heading, link, paragraph, subheading } from './text.ts'

export interface StartPage {
  readonly reader: Reader
  readonly name: string
  readonly role: string
  /** The name of the authority, or of the office. */
  readonly of: string
  readonly may: readonly string[]
  readonly rounds: readonly { readonly id: string; readonly title: string; readonly state: RoundState }[]
  readonly dataRequests: readonly {
    readonly id: string
    readonly title: string
    readonly state: RequestState
    readonly dueOn: CalendarDate
  }[]
}

/** What somebody sees first. */
export function startPage({ reader, name, role, of, may, rounds, dataRequests }: StartPage): Html {
  return layout({
    title: 'Start',
    reader,
    part: 'start',
    content: html`
      ${heading(name)}
      ${paragraph(`You are signed in as ${role} of ${of}.`)}
      ${dataRequests.length > 0 && html`${subheading('What you are asked')}${taskList(dataRequests.map(requestTask))}`}
      ${rounds.length > 0 && html`${subheading('Rounds')}${taskList(rounds.map(roundTask))}`}
      ${dataRequests.length + rounds.length === 0 && insetText('Nothing is asked yet.')}
      ${column(html`
        ${subheading('What you may do')}
        ${bullets(may)}
        ${paragraph('All of it is done through ', link('/api', 'the API'), '.')}
      `)}
    `,
  })
}

const requestTask = ({ id, title, state, dueOn }: StartPage['dataRequests'][number]) => ({
  title,
  href: `/api/v1/data-requests/${id}`,
  hint: html`Due on ${dayText(dueOn)}`,
  status: statusOfRequest[state],
})

const roundTask = ({ id, title, state }: StartPage['rounds'][number]) => ({
  title,
  href: `/api/v1/rounds/${id}`,
  status: statusOfRound[state],
})

/** What somebody sees who has not signed in. */
export function signedOutPage(reader: Reader): Html {
  return layout({
    title: 'Sign in',
    reader,
    part: 'start',
    content: column(html`
      ${heading('Sign in to Rollcall')}
      ${paragraph('The Children’s Commissioner asks local authorities for data here, and they send their returns.')}
      ${paragraph('You are not signed in. Open the link you were sent.')}
      ${subheading('If you have no link')}
      ${paragraph('A link works once, for a short time. Ask for a new one:')}
      ${bullets(['your authority’s signatory', 'the contact named in your data request'])}
      ${subheading('If you write software')}
      ${paragraph('Systems sign in as ', link('/api', 'the API’s description'), ' says.')}
    `),
  })
}
