import { button } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { column, heading, paragraph, subheading } from './text.ts'

interface InvitationPage {
  readonly reader: Reader
  /** The address of this page. */
  readonly path: string
  /** Who is invited. */
  readonly name: string
  /** 'data officer for Camden' */
  readonly role: string
  /** Who invited them; null for the office itself. */
  readonly invitedBy: string | null
  readonly hasOrganisation: boolean
}

/** Says who invites whom to what. It is accepted by signing in from here, in whichever way. */
export function invitationPage({
  reader,
  path,
  name,
  role,
  invitedBy,
  hasOrganisation,
}: InvitationPage): Html {
  return layout({
    title: 'Your invitation',
    reader,
    part: 'start',
    content: column(html`
      ${heading('You are invited to Rollcall')}
      ${paragraph(`${invitedBy ?? 'The Children’s Commissioner’s office'} has invited ${name} as ${role}.`)}
      ${paragraph('Rollcall is where local authorities send their data returns to the Children’s Commissioner.')}
      ${reader.person && paragraph(`You are signed in as ${reader.person.name}. If you go on, that session ends.`)}
      ${paragraph(`If you are not ${name}, close this page.`)}
      ${hasOrganisation && withOrganisation(path)}
      ${hasOrganisation && subheading('Or with a code by e-mail')}
      ${paragraph('We will send a code to the address that the invitation came to.')}
      <form method="post" action="${path}/code">
        ${button('Send me a code', { preventDoubleClick: true, ...(hasOrganisation && { kind: 'secondary' as const }) })}
      </form>
    `),
  })
}

const withOrganisation = (path: string): Html => html`
  ${subheading('Sign in with your work account')}
  ${paragraph('Use the account that you sign in to your computer with. From then on it signs you in here.')}
  <form method="post" action="${path}/organisation">${button('Continue with your work account', { preventDoubleClick: true })}</form>`
