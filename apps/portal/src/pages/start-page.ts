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
