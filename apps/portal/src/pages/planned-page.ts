import {
  type PlannedReminder,
  plannedOnAPage,
  type ReadPlanned,
  type WaitingMessage,
  type WithoutReminder,
} from '@rollcall/actions/read-planned'
import { stepInWords } from '@rollcall/domain/reminder-calendar'
import { capital, counted, withCommas } from '@rollcall/domain/text'
import { titleOf } from '@rollcall/domain/worded'
import { addressWith } from './address-with.ts'
import { button, dayText, details, momentText, table, tag } from './components.ts'
import { input, select } from './fields.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import type { Words } from './macros.ts'
import { writtenAsWords } from './message-words.ts'
import { ofMessages } from './messages-parts.ts'
import { pageOf } from './paged.ts'
import { pausesOf } from './pauses.ts'
import { aimWords, londonText } from './reminder-words.ts'
import { returnLink } from './return-link.ts'
import { statusOfRequest } from './statuses.ts'
import { bullets, column, heading, link, paragraph } from './text.ts'
import { wordingAddress } from './wording-words.ts'

/** What of the planned the page shows. */
export const plannedViews = ['reminders', 'waiting', 'none'] as const
interface PlannedView {
  readonly show: (typeof plannedViews)[number]
  readonly text?: string | undefined
  readonly days?: number | undefined
  readonly page: number
}

interface PlannedPage extends Pick<ReadPlanned, 'round' | 'steps' | 'total' | 'pauses'> {
  readonly reader: Reader
  readonly view: PlannedView
  readonly waiting: number
  readonly without: number
  /** What the page shows of what was chosen. */
  readonly list:
    | { readonly show: 'reminders'; readonly rows: readonly PlannedReminder[] }
    | { readonly show: 'waiting'; readonly rows: readonly WaitingMessage[] }
    | { readonly show: 'none'; readonly rows: readonly WithoutReminder[] }
}

/** What will be written in a round as things stand: to whom, when and why; what waits; and who gets nothing, and why. */
export function plannedPage(page: PlannedPage): Html {
  const { reader, round, pauses } = page
  return layout({
    title: `What will go out: ${round.title}`,
    reader,
    part: 'start',
    ...ofMessages(round, 'planned'),
    content: html`
      ${column(html`
        ${heading(html`<span class="govuk-caption-l">${round.title}</span> What will go out`)}
        ${pausesOf(pauses)}
        ${paragraph(introOf(round.state))}
        ${paragraph(link(`/rounds/${round.id}/reminders`, 'See the calendar of reminders'))}
      `)}
      ${round.state !== 'draft' && html`${ways(page)}${filters(page)}${page.list.show === 'reminders' && page.view.page === 1 && overview(page)}${listOf(page)}`}`,
  })
}

function introOf(state: PlannedPage['round']['state']): string {
  if (state === 'draft') return 'Nothing is written to the authorities before the round is issued.'
  return 'This is a dry run: nothing is sent by looking at it. It tells what Rollcall would send as things stand now, by the rules that it sends by. Each message is looked at again at the moment of sending, so whoever is done by then gets none.'
}

const addressOf = (round: PlannedPage['round'], ending = ''): string =>
  `/rounds/${round.id}/messages/planned${ending}`

const viewAddress = (address: string, { show, text, days, page }: PlannedView): string =>
  addressWith(address, {
    ...{ show: show === 'reminders' ? undefined : show, text, days: days?.toString() },
    page: page > 1 ? String(page) : undefined,
  })

const totalOf = ({ view, total, waiting, without }: PlannedPage): number =>
  ({ reminders: total, waiting, none: without })[view.show]

/** The three lists, each with how much is in it. */
function ways(page: PlannedPage): Html {
  const { round, view, total, waiting, without } = page
  const way = (show: PlannedView['show'], words: string): Words =>
    show === view.show
      ? html`<strong>${words}</strong>`
      : link(viewAddress(addressOf(round), { ...view, show, page: 1 }), words)
  return bullets([
    way('reminders', `${counted(total, 'reminder')} to come, one for each return and step`),
    way('waiting', `${counted(waiting, 'message')} waiting to be sent`),
    way('none', `${counted(without, 'return')} that nobody is reminded of`),
  ])
}

function filters({ round, view }: PlannedPage): Html {
  const isNarrowed = view.text !== undefined || view.days !== undefined
  return details(
    'Choose what is shown',
    html`<form method="get" action="${addressOf(round)}" class="rollcall-filters">
      ${view.show !== 'reminders' && html`<input type="hidden" name="show" value="${view.show}">`}
      ${input({ name: 'text', label: 'Name of an authority, or a code', type: 'search', value: view.text, width: 20 })}
      ${
        view.show === 'reminders' &&
        select({
          ...{ name: 'days', label: 'Until when', value: view.days === undefined ? '' : String(view.days) },
          items: [
            { value: '', words: 'All that is to come' },
            { value: '1', words: 'Today and tomorrow' },
            { value: '7', words: 'The next 7 days' },
            { value: '30', words: 'The next 30 days' },
          ],
        })
      }
      ${button('Show', { kind: 'secondary' })}
      ${isNarrowed && paragraph(link(viewAddress(addressOf(round), { show: view.show, page: 1 }), 'Show all of them'))}
    </form>`,
    { isOpen: isNarrowed },
  )
}

function listOf(page: PlannedPage): Html {
  const { round, view, list } = page
  const total = totalOf(page)
  const { from, to, links } = pageOf(total, {
    ...{ page: view.page, size: plannedOnAPage },
    href: (number) => viewAddress(addressOf(round), { ...view, page: number }),
  })
  if (total === 0) return paragraph(nothing[list.show])
  return html`
    ${paragraph(html`Showing <strong>${withCommas(from + 1)} to ${withCommas(to)}</strong> of ${withCommas(total)}`)}
    <div class="rollcall-board">${tableOf(list)}</div>
    ${links}
    ${list.show === 'reminders' && html`<div class="rollcall-file">${paragraph(link(viewAddress(addressOf(round, '.csv'), { ...view, page: 1 }), 'Download what will go out as CSV'))}</div>`}`
}

/** More steps than this are told by how many there are. */
const mostSteps = 12

/** The steps to come, each with how many returns it is about. */
function overview({ steps }: PlannedPage): Html | false {
  if (steps.length < 2) return false
  const rest = steps.slice(mostSteps)
  return html`
    <div class="rollcall-board">${table({
      caption: 'Step by step',
      captionSize: 's',
      head: [
        { words: 'When' },
        { words: 'What happens' },
        { words: 'Due', label: 'Due' },
        { words: 'Returns', label: 'Returns', isNumeric: true },
      ],
      rows: steps
        .slice(0, mostSteps)
        .map(({ moment, aim, dueOn, count }) => [
          londonText(moment),
          aimWords[aim],
          dayText(dueOn),
          withCommas(count),
        ]),
    })}</div>
    ${
      rest.length > 0 &&
      paragraph(
        `And ${counted(rest.length, 'step')} after these, about ${counted(
          rest.reduce((sum, { count }) => sum + count, 0),
          'return',
        )}.`,
      )
    }`
}

const nothing: Readonly<Record<PlannedView['show'], string>> = {
  reminders: 'No reminder is to come: nothing is outstanding, or the calendar has nothing more to say.',
  waiting: 'No message waits to be sent.',
  none: 'Every return that is not signed off has reminders to come, and somebody who can be reached.',
}

function tableOf(list: PlannedPage['list']): Html {
  if (list.show === 'reminders') return reminderTable(list.rows)
  return list.show === 'waiting' ? waitingTable(list.rows) : withoutTable(list.rows)
}

const reminderTable = (rows: readonly PlannedReminder[]): Html =>
  table({
    caption: 'Reminders to come',
    captionSize: 's',
    head: [
      { words: 'Authority' },
      { words: 'When' },
      { words: 'What' },
      { words: 'To', label: 'To' },
      { words: 'Why', label: 'Why' },
    ],
    rows: rows.map((row) => [
      returnLink(row.id, row.authority, row.code),
      londonText(row.moment),
      row.kind === null ? aimWords.letter : link(wordingAddress({ kind: row.kind }), titleOf(row.kind)),
      toWhom(row),
      html`${capital(stepInWords(row))}: ${dayText(row.dueOn)}. ${tag(statusOfRequest[row.state])}`,
    ]),
  })

function toWhom({ kind, people, isMeant, isRemindedBefore }: PlannedReminder): Words {
  if (!isMeant) return 'Nobody: it became due on that day only after the moment of this reminder'
  if (kind === null) return 'The office, which approves it or not'
  if (people.length === 0)
    return isRemindedBefore ? 'Nobody more: they are reminded earlier that day' : 'Nobody has that role there'
  return html`${people.map(
    ({ name, writtenAs, coversFor, isBroken }) =>
      html`<span class="rollcall-person">${name} <span class="rollcall-aside">${coversFor === null ? writtenAsWords[writtenAs] : `stands in for ${coversFor}`}</span>${isBroken && html` ${tag({ words: 'Address does not work', colour: 'red' })}`}</span>`,
  )}`
}

const waitingTable = (rows: readonly WaitingMessage[]): Html =>
  table({
    caption: 'Messages that wait',
    captionSize: 's',
    head: [
      { words: 'Message' },
      { words: 'To' },
      { words: 'Authority', label: 'Authority' },
      { words: 'When', label: 'From' },
      { words: 'If it were sent now', label: 'Now' },
    ],
    rows: rows.map(({ id, kind, name, writtenAs, authority, sendAfter, attempts, why }) => [
      link(`/messages/${id}`, html`${titleOf(kind)}<span class="govuk-visually-hidden"> to ${name}</span>`),
      html`${name} <span class="rollcall-aside">${writtenAsWords[writtenAs]}</span>`,
      authority ?? 'The office',
      html`${momentText(sendAfter)}${attempts > 0 && html` <span class="rollcall-aside">after ${counted(attempts, 'try', 'tries')}</span>`}`,
      why === undefined ? 'It would be sent' : `It would not be sent. ${why}`,
    ]),
  })

const withoutTable = (rows: readonly WithoutReminder[]): Html =>
  table({
    caption: 'Nobody is reminded of these',
    captionSize: 's',
    head: [
      { words: 'Authority' },
      { words: 'State' },
      { words: 'Due', label: 'Due' },
      { words: 'Why there is no reminder', label: 'Why' },
    ],
    rows: rows.map((row) => [
      returnLink(row.id, row.authority, row.code),
      tag(statusOfRequest[row.state]),
      dayText(row.dueOn),
      whyNone(row),
    ]),
  })

function whyNone({ state, hasPeople, canBeReached, code }: WithoutReminder): Words {
  if (state in whyDone) return whyDone[state] ?? ''
  const people = link(`/authorities/${encodeURIComponent(code)}`, 'See its people')
  if (!hasPeople) return html`Nobody acts for the authority. ${people}`
  if (!canBeReached) return html`No address of its people works. ${people}`
  return 'The calendar has no more reminders for its due date'
}

const whyDone: Readonly<Partial<Record<WithoutReminder['state'], string>>> = {
  signed: 'It is signed off',
  queried: 'It is signed off, and no question waits for the authority',
  accepted: 'It is accepted',
  excluded: 'It is excluded for quality',
  'no-return': 'It ended without a return',
}
