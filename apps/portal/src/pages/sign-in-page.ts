import { button, details } from './components.ts'
import { hidden, input, type Mistake } from './fields.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { bullets, column, heading, paragraph, subheading } from './text.ts'

interface SignInPage {
  readonly reader: Reader
  /** Where the person was going. */
  readonly next: string
  readonly hasOrganisation: boolean
  /** What was typed, and what is wrong with it. */
  readonly email?: string | undefined
  readonly mistakes?: readonly Mistake[] | undefined
}

/** The ways to sign in: with an organisation's own account where that is set up, and with a code by e-mail. */
export function signInPage({ reader, next, hasOrganisation, email, mistakes = [] }: SignInPage): Html {
  const error = mistakes.find(({ field }) => field === 'email')?.words
  return layout({
    title: 'Sign in',
    reader,
    part: 'start',
    mistakes,
    content: column(html`
      ${heading('Sign in to Rollcall')}
      ${hasOrganisation && withOrganisation(next)}
      ${hasOrganisation && subheading('With a code by e-mail')}
      <form method="post" action="/sign-in" novalidate>
        ${hidden('next', next)}
        ${input({
          ...{
            name: 'email',
            label: 'E-mail address',
            type: 'email',
            autocomplete: 'email',
            value: email,
            error,
          },
          hint: 'The address you were invited at. We will send you a code.',
        })}
        ${button('Send me a code', { preventDoubleClick: true, ...(hasOrganisation && { kind: 'secondary' as const }) })}
      </form>
      ${details('I cannot sign in', cannot)}
    `),
  })
}

const withOrganisation = (next: string): Html => html`
  ${subheading('With your work account')}
  <form method="post" action="/sign-in/organisation">
    ${hidden('next', next)}
    ${paragraph('Use the account that you sign in to your computer with.')}
    ${button('Continue with your work account', { preventDoubleClick: true })}
  </form>`

const cannot = html`
  ${paragraph('Only people who were invited can sign in. If you were not, or no longer have that e-mail address, ask:')}
  ${bullets(['your authority’s signatory', 'the contact named in your data request'])}
  ${paragraph('If you were invited a while ago, they can send the invitation again.')}`
