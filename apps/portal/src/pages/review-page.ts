import type { Review } from '@rollcall/actions/read-review'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { underWay } from '@rollcall/domain/data-request'
import { counted } from '@rollcall/domain/text'
import { titleOf } from '@rollcall/domain/worded'
import { addressWith } from './address-with.ts'
import { besideOthersPart } from './beside-others.ts'
import { button, insetText, momentText, summaryList, tag } from './components.ts'
import { dueText, isExtended } from './due.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { kindOfLetter, statusOfLetter } from './letter-words.ts'
import type { Words } from './macros.ts'
import { whenOf } from './message-list.ts'
import { statusOfMessage } from './message-words.ts'
import { messagesAddress } from './messages-parts.ts'
import {
  changesPart,
  clashesPart,
  decisionsPart,
  figuresPart,
  gapsPart,
  questionsPart,
  rulesPart,
  versionsPart,
} from './review-parts.ts'
import { ofReturn } from './round-parts.ts'
import { statusOfRequest } from './statuses.ts'
import { heading, link, paragraph } from './text.ts'

export interface Reviewed {
  readonly reader: Reader
  readonly review: Review
  readonly today: CalendarDate
}

/** One return as the office works on it: how far it is, what can be done, what it says in numbers, what was found, asked and decided. */
export function reviewPage({
  reader,
  review,
  today,
  done,
}: Reviewed & { readonly done?: Words | undefined }): Html {
  const { dataRequest, versions } = review
  return layout({
    title: `Return of ${dataRequest.authorityName}`,
    ...{ reader, done },
    part: 'start',
    ...ofReturn(dataRequest),
    content: html`
      ${heading(html`<span class="govuk-caption-l">${dataRequest.title}</span> Return of ${dataRequest.authorityName}`)}
      ${summaryList(standing(review, today))}
      ${actsPart(review)}
      ${figuresPart(review)}
      ${besideOthersPart(review)}
      ${gapsPart(review)}
      ${rulesPart(review)}
      ${changesPart(review)}
      ${clashesPart(review)}
      ${questionsPart(review)}
      ${decisionsPart(review)}
      ${versions.length > 0 && versionsPart(review)}
    `,
  })
}

export const addressOf = ({ dataRequest: { id } }: Review): string => `/data-requests/${id}/review`

function standing(review: Review, today: CalendarDate) {
  const {
    dataRequest,
    versions: [newest],
  } = review
  const { state, version, receivedAt } = dataRequest
  return [
    { key: 'State', value: tag(statusOfRequest[state]) },
    {
      key: 'Due',
      value: html`${dueText(dataRequest, today)}${isExtended(dataRequest) && ' (more time was given)'}`,
      ...(mayHaveTime(dataRequest) && { actions: [giveTime(dataRequest.id)] }),
    },
    {
      key: 'Newest version',
      value: receivedAt
        ? html`Version ${version}, sent on ${momentText(receivedAt)}`
        : 'Nothing has been sent',
    },
    { key: 'Signed off', value: signedWords(newest) },
    ...lettersRow(review),
    { key: 'E-mails', value: messagesText(review) },
  ]
}

/** The letters about it, and the way to propose one where one can be. */
function lettersRow({ letters, whyNot, dataRequest: { id } }: Review) {
  const mayPropose = whyNot.proposeLetter === null
  if (letters.length === 0 && !mayPropose) return []
  return [
    {
      key: 'Letters',
      value: letters.length === 0 ? 'None yet' : lettersText(letters),
      ...(mayPropose && {
        actions: [
          { href: `/data-requests/${id}/propose-letter`, words: 'Propose', of: 'a letter of non-compliance' },
        ],
      }),
    },
  ]
}

const lettersText = (letters: Review['letters']): Html =>
  html`${letters.map(({ id, kind, reference, state }, at) => html`${at > 0 && html`<br>`}${link(`/letters/${id}`, kindOfLetter[kind])}${reference !== null && ` ${reference}`}${state !== 'issued' && html` ${tag(statusOfLetter[state])}`}`)}`

/** The last of what was written to its people, and the way to all of it. */
function messagesText({ dataRequest: { roundId, authorityCode }, messages }: Review): Html {
  if (messages.length === 0) return html`None yet`
  const all = addressWith(messagesAddress(roundId), { text: authorityCode })
  return html`${messages.map((one) => html`${link(`/messages/${one.id}`, titleOf(one.kind))} to ${one.person} ${tag(statusOfMessage[one.state])} ${whenOf(one)}<br>`)}${link(all, 'All e-mails about this return')}`
}

const mayHaveTime = ({ state, roundState }: Review['dataRequest']): boolean =>
  roundState === 'open' && underWay.includes(state)

const giveTime = (id: string) => ({
  ...{ href: `/data-requests/${id}/give-time`, words: 'Give more time' },
  of: 'for this return',
})

const signedWords = (newest: Review['versions'][number] | undefined): Words =>
  newest?.signedAt
    ? html`By ${newest.signedByName ?? 'a person who has left'} on ${momentText(newest.signedAt)}`
    : 'Not signed off'

// What is taken back, in the words of its button.
const takeBack: Readonly<Record<string, string>> = {
  accepted: 'Take the acceptance back',
  excluded: 'Take the exclusion back',
  reopened: 'Take the reopening back',
}

/** What can be done now; what cannot is not offered. */
function actsPart(review: Review): Html | false {
  const { whyNot, dataRequest } = review
  const at = addressOf(review)
  const { openDataQueries: open } = dataRequest
  const offered = [
    whyNot.accept === null && button('Accept the return', { href: `${at}/accept` }),
    whyNot.ask === null && button('Ask about it', { href: `${at}/question`, kind: 'secondary' }),
    whyNot.exclude === null && button('Exclude it for quality', { href: `${at}/exclude`, kind: 'secondary' }),
    whyNot.reopen === null && button('Reopen it', { href: `${at}/reopen`, kind: 'secondary' }),
    whyNot.takeBack === null &&
      button(takeBack[review.lastDecision?.decision ?? ''] ?? 'Take the decision back', {
        href: `${at}/take-back`,
        kind: 'secondary',
      }),
  ].filter((act) => act !== false)
  return html`
    ${open > 0 && insetText(`${counted(open, 'question')} about this return ${open === 1 ? 'is' : 'are'} open. The return can be accepted once each is closed.`)}
    ${offered.length === 0 ? paragraph('There is nothing to decide now: it is the authority’s turn.') : html`<div class="govuk-button-group">${offered}</div>`}`
}
