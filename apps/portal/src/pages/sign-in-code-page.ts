import { button, details } from './components.ts'
import { input, type Mistake } from './fields.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { bullets, column, heading, link, paragraph } from './text.ts'

interface SignInCodePage {
  readonly reader: Reader
  readonly code?: string | undefined
  readonly mistakes?: readonly Mistake[] | undefined
}

/** Says that an e-mail is on its way, if there is anybody to get one, and takes the code that is in it. */
export function signInCodePage({ reader, code, mistakes = [] }: SignInCodePage): Html {
  const error = mistakes.find(({ field }) => field === 'code')?.words
  return layout({
    title: 'Type the code',
    reader,
    part: 'start',
    mistakes,
    content: column(html`
      ${heading('Look in your mailbox')}
      ${paragraph('If somebody here has the address you gave, we have sent an e-mail to it. It has a code and a link. Use either, within ten minutes.')}
      <form method="post" action="/sign-in/code" novalidate>
        ${input({
          ...{ name: 'code', label: 'Code', inputmode: 'numeric', autocomplete: 'one-time-code', width: 10 },
          ...{ value: code, error },
          hint: 'Six figures. You can copy and paste it.',
        })}
        ${button('Sign in', { preventDoubleClick: true })}
      </form>
      ${details('The e-mail has not come', notCome)}
    `),
  })
}

const notCome = html`
  ${bullets([
    'It can take a few minutes. Leave this page open.',
    'Look among the junk.',
    html`Perhaps the address was mistyped, or is not the one you were invited at. ${link('/sign-in', 'Try again')}. Only the newest code works.`,
  ])}`
