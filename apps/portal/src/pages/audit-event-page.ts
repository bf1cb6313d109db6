import type { readAuditEvent } from '@rollcall/actions/read-audit'
import { capital, withoutCapital } from '@rollcall/domain/text'
import { auditAddress } from './audit-address.ts'
import { audit, whoDid } from './audit-page.ts'
import { auditSentence } from './audit-sentences.ts'
import { momentText, type SummaryRow, summaryList } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { authorityAddress } from './people-place.ts'
import { column, heading, link, paragraph, subheading } from './text.ts'

interface AuditEventPage {
  readonly reader: Reader
  readonly event: Event
}
type Event = Awaited<ReturnType<typeof readAuditEvent>>

/** One event of the record, with everything that it says. */
export function auditEventPage({ reader, event }: AuditEventPage): Html {
  const { seq, dataRequestId } = event
  return layout({
    title: `Event ${seq}`,
    reader,
    part: 'audit',
    above: [audit],
    content: html`
      ${heading(auditSentence(event))}
      ${summaryList(rowsOf(event))}
      ${dataRequestId !== null && column(paragraph(link(auditAddress({ dataRequestId }), 'Everything that was done about this return')))}
      ${subheading('As it was recorded')}
      ${column(paragraph('Words of the portal and numbers only: what people wrote is not in the record.'))}
      ${summaryList([{ key: 'Kind', value: event.type }, ...Object.entries(event.details).map(detailRow), ...hashRows(event)])}
    `,
  })
}

const rowsOf = (event: Event): SummaryRow[] => [
  { key: 'Number in the record', value: String(event.seq) },
  { key: 'Who', value: whoOf(event) },
  { key: 'When', value: momentText(event.at) },
  ...(event.authority === null || event.authorityCode === null
    ? []
    : [{ key: 'Authority', value: link(authorityAddress(event.authorityCode), event.authority) }]),
  ...(event.roundId === null || event.round === null
    ? []
    : [{ key: 'Round', value: link(`/rounds/${event.roundId}`, event.round) }]),
  ...(event.dataRequestId === null
    ? []
    : [{ key: 'Return', value: link(`/data-requests/${event.dataRequestId}/review`, 'Look at the return') }]),
]

const whoOf = (event: Event): Html | string =>
  event.person === null ? whoDid(event) : link(auditAddress({ who: event.person }), whoDid(event))

const detailRow = ([name, value]: [string, unknown]): SummaryRow => ({
  key: capital(name.replaceAll(/[A-Z]/g, (letter) => ` ${withoutCapital(letter)}`)),
  value: value === null ? 'Nothing' : html`<span class="rollcall-hash">${String(value)}</span>`,
})

const hashRows = ({ hash, previousHash }: Event): SummaryRow[] =>
  [
    { key: 'Hash', value: hash },
    { key: 'Hash of the one before', value: previousHash },
  ].map(({ key, value }) => ({
    key,
    value: html`<span class="rollcall-hash">${value.toString('hex')}</span>`,
  }))
