import { type CalendarDate, inWords } from '@rollcall/domain/calendar-date'
import type { RequestState } from '@rollcall/domain/request-life'
import type { RoundState } from '@rollcall/domain/round-life'
import { type Html, html } from './html.ts'
import { layout } from './layout.ts'

export interface StartPage {
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
export function startPage({ name, role, of, may, rounds, dataRequests }: StartPage): Html {
  return layout(
    'Start',
    html`
      <h1>${name}</h1>
      <p>You are signed in as ${role} of ${of}.</p>
      ${dataRequests.length > 0 && html`<h2>What you are asked</h2><ul>${dataRequests.map(requestLine)}</ul>`}
      ${rounds.length > 0 && html`<h2>Rounds</h2><ul>${rounds.map(roundLine)}</ul>`}
      ${dataRequests.length + rounds.length === 0 && html`<p>Nothing is asked yet.</p>`}
      <h2>What you may do</h2>
      <ul>${may.map((action) => html`<li>${action}</li>`)}</ul>
      <p>All of it is done through <a href="/api">the API</a>.</p>
      <form method="post" action="/sign-out"><button>Sign out</button></form>
    `,
  )
}

const requestLine = ({ id, title, state, dueOn }: StartPage['dataRequests'][number]) =>
  html`<li><a href="/api/v1/data-requests/${id}">${title}</a>: ${state.replaceAll('-', ' ')}, due on ${inWords(dueOn)}</li>`

const roundLine = ({ id, title, state }: StartPage['rounds'][number]) =>
  html`<li><a href="/api/v1/rounds/${id}">${title}</a>: ${state}</li>`

/** What somebody sees who has not signed in. */
export function signedOutPage(): Html {
  return layout(
    'Sign in',
    html`
      <h1>Rollcall</h1>
      <p>You are not signed in. Open the link you were sent, or ask your signatory or the office for one.</p>
      <p>Systems sign in as <a href="/api">the API's description</a> says.</p>
    `,
  )
}
