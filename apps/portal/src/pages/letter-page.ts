import type { ReadLetter } from '@rollcall/actions/read-letters'
import { button, dayText, insetText, momentText, type SummaryRow, summaryList, tag } from './components.ts'
import { type Mistake, mistakeIn, textarea } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { isOfOffice, layout, type Reader } from './layout.ts'
import { kindOfLetter, statusOfLetter, uncheckedWords } from './letter-words.ts'
import { ofMessages } from './messages-parts.ts'
import { notKept } from './not-kept.ts'
import { noticePart } from './notice-parts.ts'
import { statusOfRequest } from './statuses.ts'
import { column, heading, link, paragraph, subheading } from './text.ts'
import { written } from './written.ts'

interface LetterPage {
  readonly reader: Reader
  readonly letter: ReadLetter
  /** Whether it can be had as a PDF file here. */
  readonly hasPdf: boolean
  readonly done?: string | undefined
  readonly mistakes?: readonly Mistake[]
  readonly typed?: { readonly reason: string | undefined }
}

/** A formal letter: to its authority as it was issued, and to the office with what is to be decided. */
export const letterPage = (page: LetterPage): Html =>
  isOfOffice(page.reader) ? officePage(page) : authorityPage(page)

function authorityPage({ reader, letter, hasPdf }: LetterPage): Html {
  const { kind, dataRequestId, title } = letter
  return layout({
    title: kind === 'request' ? 'The formal request' : kindOfLetter[kind],
    reader,
    part: 'start',
    above: [{ text: title, href: `/data-requests/${dataRequestId}` }],
    content: html`
      ${column(html`
        ${heading(kind === 'request' ? 'The formal request' : kindOfLetter[kind])}
        ${ways(letter, hasPdf)}
      `)}
      ${noticePart(letter.content, letter)}
      ${column(paragraph(link(`/data-requests/${dataRequestId}`, 'See what is still to do')))}
    `,
  })
}

const ways = ({ id, reference }: ReadLetter, hasPdf: boolean): Html | false =>
  reference !== null &&
  html`<p class="govuk-body rollcall-ways">${hasPdf ? link(`/letters/${id}.pdf`, `Save ${reference} as a PDF`) : 'To keep it as a file, print this page and choose “Save as PDF”.'}</p>`

function officePage(page: LetterPage): Html {
  const { reader, letter, hasPdf, done, mistakes = [], typed } = page
  const { roundId: id, title, roundState: state, kind, authorityName } = letter
  const isToDecide = letter.state === 'proposed' && letter.notNeeded === undefined
  const name = `${kindOfLetter[kind]} to ${authorityName}`
  return layout({
    title: name,
    reader,
    part: 'start',
    ...ofMessages({ id, title, state }, 'letters', []),
    done,
    mistakes: isToDecide ? mistakes : mistakes.map(({ words }) => ({ words })),
    content: html`
      ${column(html`
        ${heading(name)}
        ${facts(letter)}
        ${letter.notNeeded !== undefined && insetText(`This letter will be withdrawn by itself. ${letter.notNeeded}`)}
        ${letter.isUnchecked && (isToDecide || letter.state === 'issued') && uncheckedWords({ kind, isIssued: !isToDecide })}
        ${ways(letter, hasPdf)}
        ${letter.state !== 'issued' && subheading(letter.state === 'proposed' ? 'How it reads if it is approved today' : 'How it would read')}
      `)}
      ${noticePart(letter.content, letter)}
      ${column(html`${isToDecide ? decide(page) : notKept([typed?.reason])}${another(letter)}`)}
    `,
  })
}

function facts(letter: ReadLetter): Html {
  const { state, contentSha256 } = letter
  return summaryList([
    { key: 'Letter', value: tag(statusOfLetter[state]) },
    ...(letter.kind === 'non-compliance' ? proposal(letter) : []),
    ...decision(letter),
    ...(letter.why === null ? [] : [{ key: 'Why withdrawn', value: letter.why }]),
    ...(contentSha256 === null
      ? []
      : [{ key: 'Fingerprint', value: html`<span class="rollcall-hash">${contentSha256}</span>` }]),
  ])
}

/** What the letter is about, who thought that it should go, and why. */
function proposal(letter: ReadLetter): SummaryRow[] {
  const { dueOn, requestState, requestDueOn, dataRequestId, madeAt, isByHand, proposedByName } = letter
  return [
    { key: 'Return was due', value: dayText(dueOn) },
    {
      key: 'Return now',
      value: html`${tag(statusOfRequest[requestState])}${requestDueOn !== dueOn && html` Due on ${dayText(requestDueOn)}`}`,
      actions: [{ href: `/data-requests/${dataRequestId}/review`, words: 'Read', of: 'the return' }],
    },
    {
      key: 'Proposed',
      value: html`By ${isByHand ? (proposedByName ?? 'the office') : 'the calendar'} on ${momentText(madeAt)}`,
    },
    ...(isByHand ? [{ key: 'Why proposed', value: typedOrGone(letter.proposedBecause) }] : []),
  ]
}

function decision({ state, decidedAt, decidedByName, declinedBecause }: ReadLetter): SummaryRow[] {
  if (decidedAt === null) return []
  const isDeclined = state === 'declined'
  return [
    {
      key: isDeclined ? 'Declined' : 'Approved',
      value: html`By ${decidedByName ?? 'the office'} on ${momentText(decidedAt)}`,
    },
    ...(isDeclined ? [{ key: 'Why declined', value: typedOrGone(declinedBecause) }] : []),
  ]
}

/** One that came to nothing may be proposed anew; whether it can be now, that page says. */
const another = ({ state, dataRequestId }: ReadLetter): Html | false =>
  (state === 'declined' || state === 'withdrawn') &&
  paragraph(
    link(`/data-requests/${dataRequestId}/propose-letter`, 'Propose another letter about this return'),
  )

const typedOrGone = (text: string | null) =>
  text === null ? 'What was written has been destroyed.' : written(text)

const decide = ({ letter, mistakes, typed }: LetterPage): Html => html`
  ${letter.isOwn ? insetText('You proposed this letter, so somebody else of the office approves it. You can take it back.') : approve(letter)}
  ${subheading(letter.isOwn ? 'Take it back' : 'Decline it')}
  ${form({
    action: `/letters/${letter.id}/decline`,
    content: html`
      ${textarea({
        ...{ name: 'reason', label: 'Why should it not go?', rows: 3, value: typed?.reason },
        hint: 'Only the office reads it. Do not write anything about a child.',
        error: mistakeIn(mistakes, 'reason'),
      })}
      ${button(letter.isOwn ? 'Take it back' : 'Decline', { kind: 'secondary', preventDoubleClick: true })}`,
  })}`

const approve = ({ id }: ReadLetter): Html => html`
  ${subheading('Approve it')}
  ${paragraph('It is issued with a number. Its signatories and data officers are told by e-mail, in office hours. If the return is signed off before that, nobody is written to.')}
  ${form({
    action: `/letters/${id}/approve`,
    content: button('Approve and send', { preventDoubleClick: true }),
  })}`
