import type { AuditPage as Read } from '@rollcall/actions/read-audit'
import type { FoundEvent } from '@rollcall/database/audit-search'
import { type AuditWanted, auditAddress, auditFields } from './audit-address.ts'
import { auditSentence, typeWords } from './audit-sentences.ts'
import { verificationStatus } from './audit-verification.ts'
import { button, details, momentText, pagination, table } from './components.ts'
import { dateInput, hidden, input, type Mistake, mistakeIn, select } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { authorityAddress } from './people-place.ts'
import { column, heading, link, paragraph, subheading } from './text.ts'

type Parts = Readonly<Record<'day' | 'month' | 'year', string>>

interface AuditPage extends Omit<Read, 'events'> {
  readonly reader: Reader
  readonly wanted: AuditWanted
  readonly events: readonly FoundEvent[]
  /** The last event of this page, where there are more behind it. */
  readonly more: number | undefined
  readonly isFirst: boolean
  readonly days: { readonly from: Parts; readonly until: Parts }
  readonly mistakes: readonly Mistake[]
  readonly done?: string | undefined
}

/** The way back here, for the pages below this one. */
export const audit = { text: 'Audit', href: '/audit' }

/** Who did what, newest first: to read, to search and to take out; and whether it is whole. */
export function auditPage(page: AuditPage): Html {
  const { reader, wanted, events, more, isFirst, mistakes, done } = page
  return layout({
    ...{ title: 'Audit', reader, mistakes, done },
    part: 'audit',
    content: html`
      ${column(html`
        ${heading('Audit')}
        ${paragraph('Everything that was done here, by whom and when. Nothing can be changed in it or taken out of it.')}
      `)}
      ${verificationStatus(page.verifications)}
      ${subheading('What was done')}
      ${filters(page)}
      ${
        events.length === 0
          ? paragraph('Nothing that was done is like this.')
          : eventTable(events, auditFields(wanted).length > 0)
      }
      ${
        (more !== undefined || !isFirst) &&
        pagination({
          previous: isFirst ? undefined : auditAddress(wanted),
          next: more === undefined ? undefined : auditAddress(wanted, more),
        })
      }
      ${exporting(wanted)}
    `,
  })
}

function filters({ wanted, types, rounds, days, mistakes }: AuditPage): Html {
  const fields = auditFields(wanted)
  const all = { value: '', words: 'All' }
  return details(
    'Search',
    html`
      <form method="get" action="/audit" class="rollcall-filters">
        ${wanted.dataRequestId && hidden('request', wanted.dataRequestId)}
        ${select({
          ...{ name: 'what', label: 'What was done', value: wanted.type ?? '' },
          items: [all, ...types.map((value) => ({ value, words: typeWords(value) }))],
        })}
        ${input({ name: 'who', label: 'Who did it', hint: 'Part of a name or an e-mail address', type: 'search', value: wanted.who, width: 20 })}
        ${input({ name: 'authority', label: 'Authority', hint: 'A code, or part of a name', type: 'search', value: wanted.authority, width: 20 })}
        ${select({
          ...{ name: 'round', label: 'Round', value: wanted.roundId ?? '' },
          items: [all, ...rounds.map(({ id, title }) => ({ value: id, words: title }))],
        })}
        ${dateInput({ name: 'from', legend: 'First day', value: days.from, error: dayMistake(mistakes, 'from') })}
        ${dateInput({ name: 'until', legend: 'Last day', value: days.until, error: dayMistake(mistakes, 'until') })}
        ${button('Search', { kind: 'secondary' })}
        ${fields.length > 0 && paragraph(link('/audit', 'Show everything'))}
      </form>`,
    { isOpen: fields.length > 0 || mistakes.length > 0 },
  )
}

const dayMistake = (mistakes: readonly Mistake[], name: string) =>
  ['day', 'month', 'year']
    .map((part) => mistakeIn(mistakes, `${name}-${part}`))
    .find((words) => words !== undefined)

const eventTable = (events: readonly FoundEvent[], isSearched: boolean): Html =>
  html`<div class="rollcall-board">${table({
    caption: isSearched ? 'What was found, newest first' : 'Newest first',
    captionSize: 's',
    head: [
      { words: 'What' },
      { words: 'Who', label: 'Who' },
      { words: 'When', label: 'When' },
      { words: 'Authority', label: 'Authority' },
      { words: 'Round', label: 'Round' },
    ],
    rows: events.map((event) => [
      link(`/audit/${event.seq}`, auditSentence(event)),
      whoDid(event),
      momentText(event.at),
      whose(event),
      event.round ?? '',
    ]),
  })}</div>`

/** Who did something: a person, a system in their name, or the portal itself. */
export const whoDid = ({ person, clientId }: Pick<FoundEvent, 'person' | 'clientId'>): string =>
  `${person ?? 'Rollcall'}${clientId === null ? '' : ', through a supplier’s system'}`

/** Whose return it was about, with the way there; or whose people. */
function whose({ authority, authorityCode, dataRequestId }: FoundEvent): Html | string {
  if (authority === null || authorityCode === null) return ''
  return dataRequestId === null
    ? link(authorityAddress(authorityCode), authority)
    : link(`/data-requests/${dataRequestId}/review`, authority)
}

const exporting = (wanted: AuditWanted): Html => {
  const fields = auditFields(wanted).map(([name, value]) => hidden(name, value))
  const whole = fields.length === 0 ? 'the whole record' : 'everything that was found'
  return column(html`
    ${subheading('Take it out')}
    ${paragraph(`Save ${whole} as a file. That you did so is recorded.`)}
    <div class="govuk-button-group">
      ${form({ action: '/audit/export', content: html`${fields}${hidden('format', 'csv')}${button('Save as CSV', { kind: 'secondary' })}` })}
      ${form({ action: '/audit/export', content: html`${fields}${hidden('format', 'jsonl')}${button('Save as JSON lines', { kind: 'secondary' })}` })}
    </div>
  `)
}
