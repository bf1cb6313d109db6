import type { readMessagesOfAuthority } from '@rollcall/actions/read-post'
import type { MessageView } from '../message-view.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import type { Live } from './live.ts'
import { messageList } from './message-list.ts'
import { authorities, authorityAddress } from './people-place.ts'
import { column, heading, paragraph } from './text.ts'

interface AuthorityMessagesPage extends Awaited<ReturnType<typeof readMessagesOfAuthority>> {
  readonly reader: Reader
  readonly live: Live
  readonly view: MessageView
}

/** Where the messages to an authority's people are. */
export const authorityMessages = (code: string): string => `${authorityAddress(code)}/messages`

/** What was written to the people of one authority, in whichever round. */
export function authorityMessagesPage({
  reader,
  live,
  view,
  authority,
  ...list
}: AuthorityMessagesPage): Html {
  const { code, name } = authority
  return layout({
    title: `Messages to ${name}`,
    reader,
    part: 'authorities',
    live,
    above: [authorities, { text: name, href: authorityAddress(code) }],
    content: html`
      ${column(html`
        ${heading(html`<span class="govuk-caption-l">${name}</span> Messages to its people`)}
        ${paragraph('Every e-mail that Rollcall has written to people of this authority, or will.')}
      `)}
      ${messageList({ list, view, address: authorityMessages(code), names: ['round'] })}`,
  })
}
