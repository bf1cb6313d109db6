import type { readRoundMessages } from '@rollcall/actions/read-messages'
import type { MessageView } from '../message-view.ts'
import { insetText } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { messageList } from './message-list.ts'
import { messagesAddress, ofMessages } from './messages-parts.ts'
import { column, heading, paragraph } from './text.ts'

interface RoundMessagesPage extends Awaited<ReturnType<typeof readRoundMessages>> {
  readonly reader: Reader
  readonly view: MessageView
  readonly done?: string | undefined
}

/** What was written to people by e-mail in a round, and what became of each message. */
export function roundMessagesPage({ reader, view, done, round, ...list }: RoundMessagesPage): Html {
  return layout({
    title: `What went out: ${round.title}`,
    reader,
    part: 'start',
    done,
    ...ofMessages(round, 'sent'),
    content: html`
      ${column(html`
        ${heading(html`<span class="govuk-caption-l">${round.title}</span> What went out`)}
        ${round.state === 'draft' ? insetText('Nothing is written to the authorities before the round is issued.') : paragraph('Every e-mail to people of the authorities, and to the office about this round. Whether each is still needed is looked at again in the moment it is sent.')}
      `)}
      ${round.state !== 'draft' && messageList({ list, view, address: messagesAddress(round.id), names: ['authority'] })}`,
  })
}
