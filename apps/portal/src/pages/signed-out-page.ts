import { button } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { column, heading, link, paragraph, subheading } from './text.ts'

/** What somebody sees first who has not signed in. */
export function signedOutPage(reader: Reader): Html {
  return layout({
    title: 'Send your data return',
    reader,
    part: 'start',
    content: column(html`
      ${heading('Send your data return')}
      ${paragraph('The Children’s Commissioner asks local authorities for data here, and they send their returns.')}
      ${paragraph('You are not signed in.')}
      ${button('Sign in', { href: '/sign-in' })}
      ${subheading('Before you send')}
      ${paragraph('Your workbook is checked as soon as it is here, and you see what to fix.')}
      ${subheading('If you were shown a receipt')}
      ${paragraph(link('/check-a-receipt', 'Check a receipt'), ' without signing in.')}
      ${subheading('If you write software')}
      ${paragraph('Systems sign in as ', link('/api', 'the API’s description'), ' says.')}
    `),
  })
}
