import type { readRoundMessages } from '@rollcall/actions/read-messages'
import type { MessageView } from '../message-view.ts'
import { insetText } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import type { Live } from './live.ts'
import { messageList } from './message-list.ts'
import { messagesAddress, ofMessages } from './messages-parts.ts'
import { pauseAddress, pausesOf } from './pauses.ts'
import { column, heading, link, paragraph } from './text.ts'

interface RoundMessagesPage extends Awaited<ReturnType<typeof readRoundMessages>> {
  readonly reader: Reader
  readonly live: Live
  readonly view: MessageView
  readonly done?: string | undefined
}

/** What was written to people by e-mail in a round, and what became of each message. */
export function roundMessagesPage(page: RoundMessagesPage): Html {
  const { reader, live, view, done, round, pauses, ...list } = page
  const isPaused = pauses.some(({ roundId }) => roundId === round.id)
  return layout({
    title: `What went out: ${round.title}`,
    reader,
    part: 'start',
    done,
    live,
    ...ofMessages(round, 'sent'),
    content: html`
      ${column(html`
        ${heading(html`<span class="govuk-caption-l">${round.title}</span> What went out`)}
        ${pausesOf(pauses)}
        ${round.state === 'draft' ? insetText('Nothing is written to the authorities before the round is issued.') : paragraph('Every e-mail to people of the authorities about this round. Whether each is still needed is looked at again in the moment it is sent.')}
      `)}
      ${round.state !== 'draft' && messageList({ list, view, address: messagesAddress(round.id), names: ['authority'] })}
      ${round.state !== 'draft' && !isPaused && column(paragraph(link(`${pauseAddress(round.id)}/pause`, 'Pause the messages of this round')))}`,
  })
}
