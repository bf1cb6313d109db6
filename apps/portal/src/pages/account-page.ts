import { forWhom, inRole } from '@rollcall/actions/role-words'
import { sessionMinutes } from '@rollcall/domain/session'
import { capital } from '@rollcall/domain/text'
import type { Member } from '@rollcall/domain/viewer'
import { button, momentText, summaryList, tag } from './components.ts'
import { hidden } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { column, heading, link, paragraph, subheading } from './text.ts'

interface OneSession {
  readonly id: string
  readonly browser: string | null
  readonly role: Member['role']
  readonly authority: string | null
  readonly createdAt: Date
  readonly lastSeenAt: Date
  readonly idleEndsAt: Date
  readonly endsAt: Date
}

interface AccountPage {
  readonly reader: Reader
  readonly person: { readonly name: string; readonly email: string }
  readonly memberships: readonly { readonly role: Member['role']; readonly authority: string | null }[]
  readonly sessions: readonly OneSession[]
  /** The session this is asked in. */
  readonly inUse: string | undefined
  readonly done?: string | undefined
  /** Whether they want the office's daily digest; left out for people of authorities. */
  readonly wantsDigest?: boolean | undefined
}

/** Who somebody is here, what they may act as, and where they are signed in. */
export function accountPage(page: AccountPage): Html {
  const { reader, person, memberships, sessions, inUse, done } = page
  const roles = memberships.map(({ role, authority }) => html`${capital(inRole({ role, authority }))}<br>`)
  const own = sessions.find(({ id }) => id === inUse)
  return layout({
    title: 'Your account',
    reader,
    part: 'account',
    done,
    content: html`
      ${heading('Your account')}
      ${summaryList([
        { key: 'Name', value: person.name },
        { key: 'E-mail address', value: person.email },
        {
          key: 'You may act as',
          value: html`${roles}`,
          ...(memberships.length > 1 && { actions: [changeMembership] }),
        },
      ])}
      ${page.wantsDigest !== undefined && digestPart(page.wantsDigest)}
      ${subheading('Where you are signed in')}
      ${own && column(paragraph('You stay signed in here until ', momentText(own.endsAt), `. If you do not use Rollcall for ${sessionMinutes.idle} minutes, you are signed out before that.`))}
      ${sessions.length > 0 && listed(page)}
      ${sessions.some(({ id }) => id !== inUse) && others}
    `,
  })
}

const digestPart = (isWanted: boolean): Html => html`
  ${subheading('Daily digest')}
  ${column(html`
    ${paragraph(
      isWanted
        ? 'On working days at 8 o’clock we send you an e-mail with what waits for you and what happened since the one before. On days with nothing to say there is none.'
        : 'You chose to be without the e-mail that says each working day what waits for you.',
    )}
    ${form({
      action: '/account/digest',
      content: html`${hidden('isWanted', isWanted ? 'no' : 'yes')}${button(isWanted ? 'Stop the daily digest' : 'Send me the daily digest', { kind: 'secondary', preventDoubleClick: true })}`,
    })}`)}`

const changeMembership = { href: '/account/memberships', words: 'Choose', of: 'whom you act for' }

const listed = ({ sessions, inUse, memberships }: AccountPage): Html =>
  summaryList(
    sessions.map((session) => ({
      key: nameOf(session),
      value: html`
        ${memberships.length > 1 && html`Acting ${forWhom(session.authority)}<br>`}
        Signed in on ${momentText(session.createdAt)}<br>
        ${
          session.id === inUse
            ? tag({ words: 'This one', colour: 'green' })
            : html`Last used on ${momentText(session.lastSeenAt)}${endForm(session)}`
        }`,
    })),
  )

const nameOf = ({ browser }: OneSession): string => browser ?? 'A browser'

const endForm = (session: OneSession): Html =>
  form({
    action: `/account/sessions/${session.id}/end`,
    content: html`<button class="rollcall-link-button">Sign out<span class="govuk-visually-hidden"> of ${nameOf(session)}, signed in ${momentText(session.createdAt)}</span></button>`,
  })

const others = column(html`
  ${paragraph('If you do not know one of them, sign out of it and tell the contact of your data request. Somebody may have read your e-mail.')}
  ${form({ action: '/account/sessions/end-others', content: button('Sign out everywhere else', { kind: 'secondary', preventDoubleClick: true }) })}
  ${paragraph('To leave this browser too, use ', html`<strong>Sign out</strong>`, ' at the top. ', link('/help', 'Get help'))}
`)
