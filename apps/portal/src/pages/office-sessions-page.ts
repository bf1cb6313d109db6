import type { OfficeSession } from '@rollcall/actions/read-office-sessions'
import { roleWords } from '@rollcall/actions/role-words'
import type { SessionId } from '@rollcall/domain/ids'
import { capital } from '@rollcall/domain/text'
import { momentText, summaryList, tag } from './components.ts'
import { doneWords } from './done.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { ownPlace } from './people-place.ts'
import { column, heading, paragraph } from './text.ts'

interface OfficeSessionsPage {
  readonly reader: Reader
  readonly sessions: readonly OfficeSession[]
  /** The session this is asked in. */
  readonly inUse: SessionId | undefined
  readonly done: string | undefined
}

/** Who of the office is signed in now, and where; each of them can be signed out. */
export const officeSessionsPage = ({ reader, sessions, inUse, done }: OfficeSessionsPage): Html =>
  layout({
    title: 'Who is signed in',
    reader,
    part: 'people',
    above: ownPlace(reader).above,
    done: doneWords(done),
    content: html`
      ${column(html`
        ${heading('Who is signed in')}
        ${paragraph('These people of the Commissioner’s office are signed in now. Sign somebody out where a computer was left open, or where you doubt that it is them.')}
      `)}
      ${summaryList(sessions.map((session) => oneSession(session, session.id === inUse)))}
    `,
  })

const oneSession = (session: OfficeSession, isThis: boolean) => ({
  key: html`${session.name}<br><span class="govuk-hint">${capital(roleWords[session.role])}</span>`,
  value: html`
    ${session.browser ?? 'A browser'}<br>
    Signed in on ${momentText(session.createdAt)}<br>
    ${isThis ? tag({ words: 'This one', colour: 'green' }) : html`Last used on ${momentText(session.lastSeenAt)}${endForm(session)}`}`,
})

const endForm = ({ id, name, browser, createdAt }: OfficeSession): Html =>
  form({
    action: `/people/sessions/${id}/end`,
    content: html`<button class="rollcall-link-button">Sign out<span class="govuk-visually-hidden"> ${name}, ${browser ?? 'a browser'}, signed in ${momentText(createdAt)}</span></button>`,
  })
