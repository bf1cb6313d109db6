import { button } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { bullets, column, heading, link, paragraph } from './text.ts'

const page = (reader: Reader, content: Html): Html =>
  layout({ title: 'Sign in', reader, part: 'start', content: column(content) })

const signIn = html`<form method="post">${button('Sign in', { preventDoubleClick: true })}</form>`

/** For a link that was handed to somebody. */
export const handedLinkPage = (reader: Reader): Html =>
  page(
    reader,
    html`
      ${heading('Sign in to Rollcall')}
      ${paragraph('Use this only if you have just asked for the link that brought you here. It works once.')}
      ${signIn}
    `,
  )

/** For the link of an e-mail, in the browser that asked for it. */
export const mailedLinkPage = (reader: Reader): Html =>
  page(
    reader,
    html`
      ${heading('Sign in to Rollcall')}
      ${paragraph('You asked to sign in. Press the button to go on.')}
      ${signIn}
    `,
  )

/** The same in any other browser, where the link does nothing. */
export const otherBrowserPage = (reader: Reader): Html =>
  page(
    reader,
    html`
      ${heading('You asked for this link in another browser')}
      ${paragraph('So that nobody who reads your e-mail can sign in as you, the link works only in the browser where it was asked for.')}
      ${bullets([
        'Go back to that browser, and type the code from the e-mail there.',
        html`Or ${link('/sign-in', 'ask for a new code here')}.`,
      ])}
      ${paragraph('If you did not ask for it at all, close this page. Nothing has happened.')}
    `,
  )
