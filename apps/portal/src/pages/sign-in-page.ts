import { button } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { column, heading, paragraph } from './text.ts'

export function signInPage(reader: Reader): Html {
  return layout({
    title: 'Sign in',
    reader,
    part: 'start',
    content: column(html`
      ${heading('Sign in to Rollcall')}
      ${paragraph('Use this only if you have just asked for the link that brought you here. It works once.')}
      <form method="post">${button('Sign in', { preventDoubleClick: true })}</form>
    `),
  })
}
