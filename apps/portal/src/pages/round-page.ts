import type { WholeOfficeRound } from '@rollcall/database/office-rounds'
import type { Collection } from '@rollcall/domain/collection'
import { counted } from '@rollcall/domain/text'
import type { OfficeViewer } from '@rollcall/domain/viewer'
import { details, momentText, summaryList, table, tag } from './components.ts'
import { contactText } from './contact.ts'
import type { Mistake } from './fields.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { nextAct } from './round-acts.ts'
import { datesPart } from './round-dates.ts'
import { ofRound } from './round-parts.ts'
import { progressText } from './rounds-page.ts'
import { statusOfRound } from './statuses.ts'
import { bullets, column, heading, link, paragraph, subheading } from './text.ts'

export interface RoundPage {
  readonly reader: Reader
  readonly viewer: OfficeViewer
  readonly round: WholeOfficeRound
  readonly collection: Collection
  /** By region, then by name. */
  readonly asked: readonly AskedAuthority[]
  /** The names of those who may approve it. */
  readonly approvers: readonly string[]
  readonly today: WholeOfficeRound['dueOn']
  readonly done?: string | undefined
  readonly mistakes?: readonly Mistake[]
}

interface AskedAuthority {
  readonly code: string
  readonly name: string
  readonly region: string | null
}

const sentences: Readonly<Record<string, string>> = {
  opened: 'The round is opened, as a draft. Another person has to approve it before it can be issued.',
  changed: 'The draft is changed. It has to be approved as it is now.',
  approved: 'The round is approved. It can be issued.',
  issued: 'The round is issued. Every authority that is asked has its data request.',
  closed: 'The round is closed.',
}

const doneWords = (word: string | undefined): string | undefined =>
  word !== undefined && Object.hasOwn(sentences, word) ? sentences[word] : undefined

/** One round: how far it is, the one thing to do next, when, what and who is asked, and who did what. */
export function roundPage(page: RoundPage): Html {
  const { reader, round, collection, asked, done, mistakes } = page
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
      ])}
      ${column(nextAct(page))}
      ${subheading('Dates')}
      ${datesPart(round)}
      ${subheading('What is asked')}
      ${summaryList(whatIsAsked(round, collection))}
      ${paragraph(link(`/rounds/${round.id}/asked`, 'Read every question, check and figure, and get the template'))}
      ${subheading('Who is asked')}
      ${whoIsAsked(asked)}
      ${subheading('Who did what')}
      ${summaryList(whoDidWhat(round))}
      ${column(paragraph(link(`/rounds/new?copy=${round.id}`, 'Copy this round to a year later')))}
    `,
  })
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

/** More names than this on one page would be too many to send. */
const mostNamed = 300

function whoIsAsked(asked: readonly AskedAuthority[]): Html {
  const regions = Map.groupBy(asked, ({ region }) => region ?? 'No region')
  return html`
    ${table({
      caption: `${counted(asked.length, 'authority', 'authorities')}, by region`,
      captionSize: 's',
      head: [{ words: 'Region' }, { words: 'Authorities', isNumeric: true }],
      rows: [...regions].map(([region, those]) => [region, String(those.length)]),
    })}
    ${asked.length <= mostNamed && details('Every authority by name', bullets(asked.map(({ code, name }) => `${name} (${code})`)))}`
}

const somebody = 'Somebody of the office'

function whoDidWhat(round: WholeOfficeRound) {
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

/** Every act counts the revision up by one. */
const wasChanged = ({ revision, approvedAt, issuedAt, closedAt }: WholeOfficeRound): boolean =>
  revision > 1 + [approvedAt, issuedAt, closedAt].filter((at) => at !== null).length
