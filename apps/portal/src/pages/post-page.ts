import type { readPost } from '@rollcall/actions/read-post'
import { counted, withCommas } from '@rollcall/domain/text'
import type { MessageView } from '../message-view.ts'
import { button, momentText, type SummaryRow, summaryList } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { type Live, livePart } from './live.ts'
import { messageList } from './message-list.ts'
import { pausesOf } from './pauses.ts'
import { bullets, column, heading, link, paragraph, subheading } from './text.ts'

interface PostPage extends Awaited<ReturnType<typeof readPost>> {
  readonly reader: Reader
  readonly live: Live
  readonly view: MessageView
  readonly done?: string | undefined
}

/** How e-mail goes in all rounds together. */
export function postPage({ reader, live, view, done, post, pauses, broken, ...list }: PostPage): Html {
  return layout({
    title: 'Messages',
    reader,
    part: 'messages',
    done,
    live,
    content: html`
      ${column(html`
        ${heading('Messages')}
        ${pausesOf(pauses)}
        ${paragraph('All e-mail that Rollcall writes to people, but for codes to sign in.')}
      `)}
      ${livePart('post', html`${summaryList([...pausedOf(pauses), ...factsOf(post)])}${broken.length > 0 && brokenAddresses(broken, post.brokenAddresses)}`)}
      ${!pauses.some(({ roundId }) => roundId === null) && button('Pause all messages', { href: '/messages/pause', kind: 'secondary' })}
      ${column(paragraph(link('/wordings', 'Words of messages and letters'), ': read what Rollcall writes to people, and change it.'))}
      ${messageList({ list, view, address: '/messages', names: ['authority', 'round'] })}`,
  })
}

/** That something is paused, for whoever has had the page open since before: the way to have it go on stands above, once it is loaded again. */
const pausedOf = (pauses: PostPage['pauses']): SummaryRow[] =>
  pauses.length === 0
    ? []
    : [{ key: 'Paused', value: pauses.map(({ round }) => round ?? 'All messages').join(', ') }]

function factsOf({
  waiting,
  due,
  dueSince,
  sending,
  lastHour,
  lastDay,
  toLookAt,
}: PostPage['post']): SummaryRow[] {
  return [
    {
      key: 'To look at',
      value:
        toLookAt === 0
          ? 'Nothing'
          : html`${link('/messages?look=yes', counted(toLookAt, 'message'))} may not have arrived`,
    },
    {
      key: 'Waiting',
      value: html`${withCommas(waiting)}${due > 0 && html`, of which ${withCommas(due)} ${due === 1 ? 'is' : 'are'} due now${dueSince && html`, since ${momentText(dueSince)}`}`}`,
    },
    { key: 'Being sent', value: withCommas(sending) },
    {
      key: 'Sent',
      value: `${withCommas(lastHour)} in the last hour, ${withCommas(lastDay)} in the last day`,
    },
  ]
}

const brokenAddresses = (broken: PostPage['broken'], count: number): Html => html`
  ${subheading('People who cannot be reached')}
  ${bullets(
    broken.map(
      ({ id, person, authority, foundAt }) =>
        html`${link(`/addresses/${id}`, person)}, ${authority}: since ${momentText(foundAt)}`,
    ),
  )}
  ${count > broken.length && paragraph(`These are the first ${broken.length} of ${withCommas(count)}.`)}`
