import type { RoundState } from '@rollcall/domain/round-life'
import { insetText, taskList } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { statusOfRound } from './statuses.ts'
import { bullets, column, heading, link, paragraph, subheading } from './text.ts'

interface StartPage {
  readonly reader: Reader
  readonly name: string
  readonly role: string
  readonly may: readonly string[]
  readonly rounds: readonly Round[]
}

interface Round {
  readonly id: string
  readonly title: string
  readonly state: RoundState
}

/** What somebody of the office sees first. */
export function startPage({ reader, name, role, may, rounds }: StartPage): Html {
  return layout({
    title: 'Start',
    reader,
    part: 'start',
    content: html`
      ${heading(name)}
      ${paragraph(`You are signed in as ${role} of the office.`)}
      ${rounds.length > 0 ? html`${subheading('Rounds')}${taskList(rounds.map(roundTask))}` : insetText('Nothing is asked yet.')}
      ${column(html`
        ${subheading('What you may do')}
        ${bullets(may)}
        ${paragraph('All of it is done through ', link('/api', 'the API'), '.')}
      `)}
    `,
  })
}

const roundTask = ({ id, title, state }: Round) => ({
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
