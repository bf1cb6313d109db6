import type { nextReminder } from '@rollcall/actions/read-reminders'
import type { WholeOfficeRound } from '@rollcall/database/office-rounds'
import type { ShownDateChange } from '@rollcall/database/round-date-changes'
import type { Collection } from '@rollcall/domain/collection'
import type { Worded } from '@rollcall/domain/message-kind'
import { roundAllows } from '@rollcall/domain/round-life'
import { counted } from '@rollcall/domain/text'
import type { OfficeViewer } from '@rollcall/domain/viewer'
import { momentText, type SummaryRow, summaryList, tag } from './components.ts'
import { contactText } from './contact.ts'
import { dateChangesRow } from './date-changes.ts'
import { doneWords } from './done.ts'
import type { Mistake } from './fields.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { aimWords, londonText } from './reminder-words.ts'
import { nextAct } from './round-acts.ts'
import { datesPart } from './round-dates.ts'
import { ofRound } from './round-parts.ts'
import { progressText } from './rounds-page.ts'
import { statusOfRound } from './statuses.ts'
import { bullets, column, heading, link, paragraph, subheading } from './text.ts'
import { type AskedAuthority, type NamedAuthority, whoIsAsked } from './who-is-asked.ts'

export interface RoundPage {
  readonly reader: Reader
  readonly viewer: OfficeViewer
  readonly round: WholeOfficeRound
  readonly collection: Collection
  /** By region, then by name. */
  readonly asked: readonly AskedAuthority[]
  /** Those left out, by name. */
  readonly leftOut: readonly NamedAuthority[]
  /** How its dates were changed since it was issued. */
  readonly changes: readonly ShownDateChange[]
  /** The names of those who may approve it. */
  readonly approvers: readonly string[]
  /** Of a draft: what authorities will be sent that states the law in words that no lawyer is known to have checked. */
  readonly unchecked: readonly Worded[]
  /** Of an open round: whom its calendar reminds next, and when. */
  readonly reminder: Awaited<ReturnType<typeof nextReminder>>
  readonly today: WholeOfficeRound['dueOn']
  readonly done?: string | undefined
  readonly mistakes?: readonly Mistake[]
}

/** One round: how far it is, the one thing to do next, when, what and who is asked, and who did what. */
export function roundPage(page: RoundPage): Html {
  const { reader, round, collection, asked, leftOut, changes, done, mistakes } = page
  return layout({
    title: round.title,
    reader,
    part: 'start',
    within: ofRound(round, 'round').within,
    mistakes,
    done: doneWords(done),
    content: html`
      ${heading(round.title)}
      ${summaryList([
        { key: 'State', value: tag(statusOfRound[round.state]) },
        { key: round.state === 'draft' ? 'Who is asked' : 'Returns', value: progressText(round) },
        ...nextReminderRow(page),
      ])}
      ${column(nextAct(page))}
      ${subheading('Dates')}
      ${datesPart(round)}
      ${changes.length > 0 && summaryList(dateChangesRow(changes))}
      ${roundAllows(round.state, 'change dates') && column(paragraph(link(`/rounds/${round.id}/dates`, 'Change the dates')))}
      ${subheading('What is asked')}
      ${summaryList(whatIsAsked(round, collection))}
      ${bullets([
        link(`/rounds/${round.id}/asked`, 'Read every question, check and figure, and get the template'),
        link(
          `/rounds/${round.id}/notice`,
          round.state === 'draft'
            ? 'Read the notice as an authority will get it, and write your own message'
            : 'Read the notice as an authority got it',
        ),
        ...(round.state === 'draft'
          ? []
          : [link(`/rounds/${round.id}/rehearsal`, 'See what came of rehearsing it')]),
      ])}
      ${subheading('Who is asked')}
      ${whoIsAsked(round, asked, leftOut)}
      ${subheading('Who did what')}
      ${summaryList(whoDidWhat(page))}
      ${column(paragraph(link(`/rounds/new?copy=${round.id}`, 'Copy this round to a year later')))}
    `,
  })
}

/** When the calendar of an open round comes to its next step, and for how many returns as things stand. */
function nextReminderRow({ round, reminder }: RoundPage): SummaryRow[] {
  if (round.state !== 'open') return []
  const planned = { href: `/rounds/${round.id}/messages/planned`, words: 'See', of: 'who is reminded when' }
  if (reminder === null) return [{ key: 'Next reminder', value: 'None is to come', actions: [planned] }]
  const { moment, aim, count } = reminder
  const value = html`${londonText(moment)}, about ${counted(count, 'return')} as things stand. ${aimWords[aim]}.`
  return [{ key: 'Next reminder', value, actions: [planned] }]
}

const whatIsAsked = (round: WholeOfficeRound, collection: Collection) => [
  { key: 'Collection', value: `${collection.title}, version ${collection.version}` },
  { key: 'Purpose', value: collection.purpose },
  { key: 'Legal basis', value: collection.legalBasis },
  {
    key: 'To fill in',
    value: bullets(
      collection.sheets.map(
        ({ name, kind, columns }) =>
          `${name}: ${counted(columns.length, kind === 'table' ? 'column' : 'question')}`,
      ),
    ),
  },
  { key: 'Checked by', value: counted(collection.rules.length, 'rule') },
  { key: 'Worked out', value: counted(collection.figures.length, 'figure') },
  {
    key: 'Compared with',
    value:
      round.lastRoundId === null
        ? 'No round'
        : link(`/rounds/${round.lastRoundId}`, round.lastRoundTitle ?? 'A round'),
  },
  { key: 'Contact', value: contactText(round.contact) },
]

const somebody = 'Somebody of the office'

function whoDidWhat({ round }: RoundPage) {
  const { openedAt, approvedAt, issuedAt, closedAt } = round
  const did = (who: string | null, at: Date): Html => html`${who ?? somebody}, on ${momentText(at)}`
  return [
    { key: 'Opened', value: did(round.openedByName, openedAt) },
    ...(wasChanged(round) ? [{ key: 'Last changed', value: round.changedByName ?? somebody }] : []),
    ...(approvedAt === null ? [] : [{ key: 'Approved', value: did(round.approvedByName, approvedAt) }]),
    ...(issuedAt === null ? [] : [{ key: 'Issued', value: did(round.issuedByName, issuedAt) }]),
    ...(closedAt === null
      ? []
      : [{ key: 'Closed', value: did(round.closedByName ?? 'Rollcall, by the calendar', closedAt) }]),
  ]
}

/** A draft that was changed after it was opened. */
const wasChanged = ({ openedAt, changedAt }: WholeOfficeRound): boolean => changedAt > openedAt
