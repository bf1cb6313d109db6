import type { MessageList } from '@rollcall/actions/read-messages'
import { messagesOnAPage } from '@rollcall/actions/read-messages'
import { type MessageState, messageStates } from '@rollcall/domain/message'
import { counted, withCommas } from '@rollcall/domain/text'
import { titleOf } from '@rollcall/domain/worded'
import type { MessageView } from '../message-view.ts'
import { addressWith } from './address-with.ts'
import { button, details, momentText, summaryList, table, tag } from './components.ts'
import { checkboxes, input, select } from './fields.ts'
import { type Html, html } from './html.ts'
import { livePart } from './live.ts'
import type { Words } from './macros.ts'
import { meaningOfMessage, statusOfMessage, writtenAsWords } from './message-words.ts'
import { messagesAddress } from './messages-parts.ts'
import { pageOf } from './paged.ts'
import { authorityAddress } from './people-place.ts'
import { link, paragraph, subheading } from './text.ts'

type Listed = MessageList['messages'][number]

interface ListOfMessages {
  readonly list: MessageList
  readonly view: MessageView
  /** Of the page it stands on. */
  readonly address: string
  /** Whether the list is of more than one round, or of more than one authority. */
  readonly names: readonly ('round' | 'authority')[]
}

/** Messages to people: how many there are in each state, a form to narrow them down, and a page of them. */
export function messageList({ list, view, address, names }: ListOfMessages): Html {
  const { counts, total, messages } = list
  if (counts.length === 0) return livePart('messages', paragraph('Nothing has been written yet.'))
  const { from, to, links } = pageOf(total, {
    ...{ page: view.page, size: messagesOnAPage },
    href: (page) => viewAddress(address, { ...view, page }),
  })
  return html`
    ${byState(list, view, address)}
    ${filters(list, view, address)}
    ${livePart(
      'messages',
      html`
    ${paragraph(total === 0 ? 'No message is like this. Change what is shown, or show all of them.' : html`Showing <strong>${withCommas(from + 1)} to ${withCommas(to)}</strong> of ${withCommas(total)}, the newest first`)}
    ${messages.length > 0 && messageTable(messages, names)}
    ${links}
    ${total > 0 && html`<div class="rollcall-file">${paragraph(link(viewAddress(`${address}.csv`, { ...view, page: 1 }), 'Download these messages as CSV, without their words'))}</div>`}`,
    )}`
}

/** The address of a list that shows these. */
const viewAddress = (address: string, { state, kind, text, look, page }: MessageView): string =>
  addressWith(address, { state, kind, text, look, page: page > 1 ? String(page) : undefined })

const statesOf = ({ counts }: MessageList): { state: MessageState; count: number }[] =>
  messageStates.flatMap((state) => {
    const count = counts.filter((one) => one.state === state).reduce((sum, one) => sum + one.count, 0)
    return count > 0 ? [{ state, count }] : []
  })

function byState(list: MessageList, view: MessageView, address: string): Html {
  const states = statesOf(list)
  return html`
    ${subheading('How far they are')}
    ${livePart(
      'states',
      summaryList(
        states.map(({ state, count }) => ({
          key: tag(statusOfMessage[state]),
          value: html`${link(viewAddress(address, { ...view, state, page: 1 }), counted(count, 'message'))}. <span class="govuk-hint">${meaningOfMessage[state]}</span>`,
        })),
      ),
    )}`
}

const any = { value: '', words: 'All' }

function filters(list: MessageList, { state, kind, text, look }: MessageView, address: string): Html {
  const isNarrowed = [state, kind, text, look].some((one) => one !== undefined)
  const kinds = [...new Set(list.counts.map((one) => one.kind))]
  return details(
    'Choose what is shown',
    html`<form method="get" action="${address}" class="rollcall-filters">
      ${input({ name: 'text', label: 'Name of an authority or a person, or a code', type: 'search', value: text, width: 20 })}
      ${select({
        ...{ name: 'state', label: 'State', value: state ?? '' },
        items: [
          any,
          ...statesOf(list).map((one) => ({ value: one.state, words: statusOfMessage[one.state].words })),
        ],
      })}
      ${select({
        ...{ name: 'kind', label: 'Message', value: kind ?? '' },
        items: [any, ...kinds.map((value) => ({ value, words: titleOf(value) }))],
      })}
      ${checkboxes({
        ...{ name: 'look', values: look === undefined ? [] : [look] },
        items: [
          { value: 'yes', words: 'Only those that may not have arrived, and that nobody has decided about' },
        ],
      })}
      ${button('Show', { kind: 'secondary' })}
      ${isNarrowed && paragraph(link(address, 'Show all of them'))}
    </form>`,
    { isOpen: isNarrowed },
  )
}

function messageTable(messages: readonly Listed[], names: ListOfMessages['names']): Html {
  const columns: readonly { words: string; label?: string; cell: (message: Listed) => Words }[] = [
    {
      words: 'Message',
      cell: ({ id, kind, person, resends }) =>
        html`${link(`/messages/${id}`, html`${titleOf(kind)}<span class="govuk-visually-hidden"> to ${person}</span>`)}${resends !== null && html` <span class="rollcall-aside">sent again</span>`}`,
    },
    {
      words: 'To',
      cell: ({ person, writtenAs, coversFor }) =>
        html`${person} <span class="rollcall-aside">${coversFor === null ? writtenAsWords[writtenAs] : `stands in for ${coversFor}`}</span>`,
    },
    ...(names.includes('authority') ? [{ words: 'Authority', cell: authorityOf }] : []),
    ...(names.includes('round') ? [{ words: 'Round', label: 'Round', cell: roundOf }] : []),
    { words: 'State', cell: ({ state }) => tag(statusOfMessage[state]) },
    { words: 'When', cell: whenOf },
  ]
  return html`<div class="rollcall-board">${table({
    caption: 'Messages',
    captionSize: 's',
    head: columns.map(({ words, label }) => ({ words, ...(label && { label }) })),
    rows: messages.map((message) => columns.map(({ cell }) => cell(message))),
  })}</div>`
}

const authorityOf = ({ authority, code }: Listed): Words =>
  authority === null || code === null ? 'The office' : link(authorityAddress(code), authority)

const roundOf = ({ round, roundId }: Listed): Words =>
  round === null || roundId === null ? 'None' : link(messagesAddress(roundId), round)

/** The moment that matters most of a message: when it will go, or when it became what it is. */
export const whenOf = ({ state, sendAfter, sentAt, settledAt, begunAt }: Listed): Html =>
  state === 'waiting'
    ? html`from ${momentText(sendAfter)}`
    : momentText(state === 'sent' ? (sentAt ?? sendAfter) : (settledAt ?? begunAt ?? sendAfter))
