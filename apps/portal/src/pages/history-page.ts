import type { readDateChanges } from '@rollcall/actions/read-date-changes'
import type { readDecisions } from '@rollcall/actions/read-decisions'
import type { readExtensions } from '@rollcall/actions/read-extensions'
import type { readHistory } from '@rollcall/actions/read-history'
import type { OwnRequest } from '@rollcall/database/own-requests'
import { timeline } from './components.ts'
import { reasonOfChange } from './date-changes.ts'
import { eventSentence } from './event-sentences.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import type { Words } from './macros.ts'
import { paged } from './paged.ts'
import { column, heading, link, paragraph } from './text.ts'
import { written } from './written.ts'

interface Told {
  readonly decisions: Awaited<ReturnType<typeof readDecisions>>
  readonly extensions: Awaited<ReturnType<typeof readExtensions>>
  readonly changes: Awaited<ReturnType<typeof readDateChanges>>
}

interface HistoryPage extends Told {
  readonly reader: Reader
  readonly request: OwnRequest
  readonly page: number
  /** Oldest first. */
  readonly events: readonly Event[]
}

type Event = Awaited<ReturnType<typeof readHistory>>[number]

/** All that was done about a return, newest first: what, who, when, and why where somebody said. */
export function historyPage({ reader, request, page, events, ...told }: HistoryPage): Html {
  const href = (number: number) => `/data-requests/${request.id}/history?page=${number}`
  const { shown, links } = paged(events.toReversed(), { page, href, size: 40 })
  return layout({
    title: 'History',
    reader,
    part: 'start',
    above: [{ text: request.title, href: `/data-requests/${request.id}` }],
    content: html`
      ${column(html`
        ${heading('History')}
        ${paragraph('Everything that was done about this return, the newest first. Nothing can be taken out of it.')}
      `)}
      ${timeline(
        shown.map((event) => ({
          ...{ title: titleOf(event), by: whoDid(event), at: event.at },
          words: reasonOf(event, told),
        })),
      )}
      ${links}
    `,
  })
}

function titleOf({ type, details }: Event): Words {
  const sentence = eventSentence(type, details)
  const { submissionId, dataQueryId } = details
  if (typeof dataQueryId === 'string') return link(`/data-queries/${dataQueryId}`, sentence)
  return typeof submissionId === 'string' && ofVersion.has(type)
    ? link(`/submissions/${submissionId}`, sentence)
    : sentence
}

const ofVersion = new Set(['workbook submitted', 'nil return declared', 'return checked', 'file refused'])

/** Whom an authority does not know by name is of the office. */
function whoDid({ personId, personName, clientId }: Event): string {
  const who = personName ?? (personId === null ? 'Rollcall' : 'the Commissioner’s office')
  return clientId === null ? who : `${who}, through a supplier’s system`
}

function reasonOf(
  { type, at, details }: Event,
  { decisions: of, extensions, changes }: Told,
): Html | undefined {
  if (typeof details.why === 'string') return paragraph(`Because ${details.why}.`)
  const decision = of.decisions.find(
    (one) => eventOf(one.decision) === type && one.decidedAt.getTime() === at.getTime(),
  )
  const extract = of.extracts.find(({ id }) => id === details.extractId)
  const extension = extensions.find(({ id }) => id === details.extensionId)
  const ofExtension = type === 'extension asked for' ? extension?.askedBecause : extension?.decidedBecause
  const ofDates = reasonOfChange(changes, details.changeId)
  const reason = decision?.reason ?? extract?.reason ?? ofExtension ?? ofDates
  return reason ? written(reason) : undefined
}

const eventOf = (decision: Told['decisions']['decisions'][number]['decision']): string =>
  decision === 'taken back' ? 'decision taken back' : `return ${decision}`
