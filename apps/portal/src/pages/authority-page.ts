import type { Colleague } from '@rollcall/actions/read-colleagues'
import type { getAuthority, listRequestsOfAuthority } from '@rollcall/database/known-authorities'
import { auditAddress } from './audit-address.ts'
import { authorityMessages } from './authority-messages-page.ts'
import { dayText, type SummaryRow, summaryList, table, tag, warningText } from './components.ts'
import type { Mistake } from './fields.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { paged } from './paged.ts'
import { peopleDone, peopleOf } from './people-page.ts'
import { authorities, authorityAddress, placeOf } from './people-place.ts'
import { statusOfRequest } from './statuses.ts'
import { column, heading, link, paragraph, subheading } from './text.ts'

interface AuthorityPage {
  readonly reader: Reader
  readonly authority: Authority
  readonly colleagues: readonly Colleague[]
  readonly requests: Requests
  readonly page: number
  /** What was done just before, and to whom, as the address says it. */
  readonly done?: string | undefined
  readonly who?: string | undefined
  readonly mistakes?: readonly Mistake[]
}
type Authority = Awaited<ReturnType<typeof getAuthority>>
type Requests = Awaited<ReturnType<typeof listRequestsOfAuthority>>

/** One authority as the office looks after it: its people, what it was asked, and the way to what was done. */
export function authorityPage({ reader, authority, colleagues, requests, ...rest }: AuthorityPage): Html {
  const { page, done, who, mistakes } = rest
  const { code, name } = authority
  const place = placeOf(authority)
  const isUnsigned = !colleagues.some(({ role }) => role === 'signatory')
  return layout({
    title: name,
    reader,
    part: 'authorities',
    above: [authorities],
    mistakes,
    done: peopleDone(colleagues, done, who),
    content: html`
      ${heading(name)}
      ${summaryList(factsOf(authority))}
      ${subheading('People')}
      ${isUnsigned && authority.closedOn === null && column(warningText(`Nobody can sign for ${name}. Invite a signatory.`))}
      ${colleagues.length > 0 && colleagues.every(({ unreachedSince }) => unreachedSince !== null) && column(warningText(`Nobody at ${name} can be reached by e-mail: all messages come back. Ring them.`))}
      ${peopleOf({ place, colleagues, mayInvite: true })}
      ${subheading('What it was asked')}
      ${requests.length > 0 ? requestTable(requests, code, page) : paragraph('Nothing yet.')}
      ${column(paragraph(link(authorityMessages(code), 'Messages to its people')))}
      ${column(paragraph(link(auditAddress({ authority: code }), 'Everything that was done about this authority')))}
    `,
  })
}

const factsOf = ({ code, region, openedOn, closedOn }: Authority): SummaryRow[] => [
  { key: 'Code', value: code },
  { key: 'Region', value: region ?? 'None' },
  ...(openedOn === null ? [] : [{ key: 'Opened', value: dayText(openedOn) }]),
  ...(closedOn === null ? [] : [{ key: 'Closed', value: dayText(closedOn) }]),
]

function requestTable(requests: Requests, code: string, page: number): Html {
  const { shown, links } = paged(requests, {
    ...{ page, size: 20 },
    href: (number) => `${authorityAddress(code)}?page=${number}`,
  })
  return html`<div class="rollcall-board">${table({
    caption: 'The latest round first',
    captionSize: 's',
    head: [
      { words: 'Round' },
      { words: 'State', label: 'State' },
      { words: 'Due', label: 'Due' },
      { words: 'Return', label: 'Return' },
    ],
    rows: shown.map(({ id, roundId, title, state, dueOn }) => [
      link(`/rounds/${roundId}`, title),
      tag(statusOfRequest[state]),
      dayText(dueOn),
      link(
        `/data-requests/${id}/review`,
        html`Look at it<span class="govuk-visually-hidden">: ${title}</span>`,
      ),
    ]),
  })}</div>${links}`
}
