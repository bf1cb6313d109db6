import type { ReadMessage } from '@rollcall/actions/read-messages'
import { inRole } from '@rollcall/actions/role-words'
import { counted } from '@rollcall/domain/text'
import { titleOf } from '@rollcall/domain/worded'
import { type Crumb, insetText, momentText, type SummaryRow, summaryList, tag } from './components.ts'
import type { Mistake } from './fields.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { messageActs } from './message-acts.ts'
import { triesOf } from './message-tries.ts'
import { meaningOfMessage, statusOfMessage } from './message-words.ts'
import { messagesCrumb } from './messages-parts.ts'
import { pausesOf } from './pauses.ts'
import { authorities, authorityAddress } from './people-place.ts'
import { returnLink } from './return-link.ts'
import { column, heading, link, paragraph, subheading } from './text.ts'
import { versionAddress } from './wording-words.ts'
import { written } from './written.ts'

interface MessagePage {
  readonly reader: Reader
  readonly message: ReadMessage
  readonly done?: string | undefined
  readonly mistakes?: readonly Mistake[]
}

/** One message as it went out, or waits to: to whom, in which words, and what became of it. */
export function messagePage({ reader, message, done, mistakes }: MessagePage): Html {
  const { kind, person } = message
  return layout({
    title: `${titleOf(kind)}, to ${person}`,
    reader,
    part: partOf(message),
    above: wayTo(message),
    ...{ done, mistakes },
    content: html`
      ${heading(html`<span class="govuk-caption-l">Message to ${person}</span> ${titleOf(kind)}`)}
      ${summaryList([...whomFacts(message), ...stateFacts(message)])}
      ${message.state === 'waiting' && column(pausesOf(message.pauses))}
      ${messageActs(message, mistakes)}
      ${triesOf(message)}
      ${wordsOf(message)}`,
  })
}

/** A message of a round stands below its round; another to an authority below that; one to the office below all messages. */
const partOf = ({ roundId, authority }: ReadMessage) =>
  roundId === null ? (authority === null ? 'messages' : 'authorities') : 'start'

function wayTo({ roundId, round, authority, code }: ReadMessage): Crumb[] {
  if (roundId !== null && round !== null)
    return [
      { text: round, href: `/rounds/${roundId}` },
      { text: 'Messages', href: `/rounds/${roundId}/messages` },
    ]
  return authority === null || code === null
    ? [messagesCrumb]
    : [authorities, { text: authority, href: authorityAddress(code) }]
}

function whomFacts(message: ReadMessage): SummaryRow[] {
  const { person, writtenAs, coversFor, authority, code, dataRequestId, address, email } = message
  const as = writtenAs === 'cover' ? `stands in for ${coversFor}` : inRole({ role: writtenAs, authority })
  return [
    { key: 'To', value: html`${person}, ${as}` },
    {
      key: 'Address',
      value: html`${address ?? email}${address !== null && address !== email && html`<br><span class="govuk-hint">Now it is ${email}.</span>`}`,
    },
    ...(authority === null || code === null
      ? []
      : [{ key: 'Authority', value: link(authorityAddress(code), authority) }]),
    ...(dataRequestId !== null && authority !== null && code !== null
      ? [
          {
            key: 'About',
            value: html`The return of ${returnLink(dataRequestId, authority, code)}${aboutLink(message)}`,
          },
        ]
      : []),
  ]
}

/** The way to the letter or the question that a message is about. */
function aboutLink({ kind, aboutId }: ReadMessage): Html | false {
  if (aboutId === null) return false
  if (kind === 'letter of non-compliance') return html`<br>${link(`/letters/${aboutId}`, 'The letter')}`
  return kind.startsWith('data query') && html`<br>${link(`/data-queries/${aboutId}`, 'The question')}`
}

/** What became of it, and when: in the order in which it happened. */
function stateFacts(message: ReadMessage): SummaryRow[] {
  const { state, why, madeAt, sendAfter, begunAt, attempts, sentAt, settledAt, settledByName } = message
  const at = (key: string, moment: Date | null, more: Html | string = ''): SummaryRow[] =>
    moment === null ? [] : [{ key, value: html`${momentText(moment)}${more}` }]
  return [
    { key: 'State', value: html`${tag(statusOfMessage[state])} ${meaningOfMessage[state]}` },
    ...(why === null
      ? []
      : [
          {
            key: state === 'came back' || state === 'complained about' ? 'What was said' : 'Why',
            value: why,
          },
        ]),
    ...at('Written down', madeAt),
    ...at(state === 'waiting' ? 'Goes out from' : 'To go out from', sendAfter),
    ...at('Last tried', begunAt, attempts > 1 ? `, for the ${ordinal(attempts)} time` : ''),
    ...at('Sent', sentAt),
    ...(sentAt?.getTime() === settledAt?.getTime()
      ? []
      : at(
          statusOfMessage[state].words,
          settledAt,
          settledByName === null ? '' : `, as ${settledByName} said`,
        )),
    ...reportFacts(message),
    ...againFacts(message),
  ]
}

/** Whoever knows what a message is called can write such a report. */
const reportFacts = ({ unprovenReports: count }: ReadMessage): SummaryRow[] =>
  count === 0
    ? []
    : [
        {
          key: 'Reports not believed',
          value: `${counted(count, 'e-mail')} said that it did not arrive, or was spam, without the proof that the message carried. Nothing was changed.`,
        },
      ]

const ordinal = (count: number): string => ['first', 'second', 'third'][count - 1] ?? `${count}th`

const againFacts = ({ resends, askedByName, sentAgain }: ReadMessage): SummaryRow[] => [
  ...(resends === null
    ? []
    : [
        {
          key: 'Sent again',
          value: html`${askedByName} asked for it. ${link(`/messages/${resends}`, 'The message before')}`,
        },
      ]),
  ...sentAgain.map(({ id, askedBy, madeAt, state }) => ({
    key: 'Sent again',
    value: html`${link(`/messages/${id}`, momentText(madeAt))}, by ${askedBy} ${tag(statusOfMessage[state])}`,
  })),
]

function wordsOf({ kind, subject, body, wordingVersion, state }: ReadMessage): Html {
  if (subject === null || body === null)
    return column(
      insetText(
        state === 'waiting'
          ? 'It has no words yet. They are written in the moment it is sent, with what is known then.'
          : 'It was never written, as it did not go out.',
      ),
    )
  return column(html`
    ${subheading('In these words')}
    ${state === 'waiting' && paragraph('This is how it was last tried. When it is tried again it is written anew.')}
    <div class="rollcall-message">
      <p class="govuk-body"><strong>${subject}</strong></p>
      ${written(body)}
    </div>
    ${wordingVersion !== null && paragraph(wordingVersion === 0 ? 'In the words that Rollcall came with. ' : `In version ${wordingVersion} of the office’s own words. `, link(versionAddress({ kind }, wordingVersion), 'See these words'))}`)
}
