import { extensionsOnAPage, type MoreTime } from '@rollcall/actions/read-extensions'
import { counted } from '@rollcall/domain/text'
import { button, dayText, momentText, type Status, taskList } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { pageOf } from './paged.ts'
import { ofRound } from './round-parts.ts'
import { column, heading, paragraph, subheading } from './text.ts'

type Extension = MoreTime['waiting'][number]

interface RoundExtensionsPage {
  readonly reader: Reader
  readonly moreTime: MoreTime
  /** Of what was decided, counted from 1. */
  readonly page: number
  readonly done?: string | undefined
}

/** Who asked for more time, and what was decided. */
export function roundExtensionsPage({ reader, moreTime, page, done }: RoundExtensionsPage): Html {
  const { round, counts, waiting, decided } = moreTime
  const address = `/rounds/${round.id}/extensions`
  const { links } = pageOf(counts.decided, {
    ...{ page, href: (number) => `${address}?page=${number}`, size: extensionsOnAPage },
  })
  const task = (extension: Extension) => ({
    title: extension.authority,
    href: `/extensions/${extension.id}`,
    hint: extension.state === 'asked' ? askedHint(extension) : decidedHint(extension),
    status: statusOfExtension[extension.state],
  })
  return layout({
    title: 'More time',
    reader,
    part: 'start',
    ...ofRound(round, 'extensions'),
    done,
    content: html`
      ${column(html`
        ${heading('More time')}
        ${paragraph(counts.waiting === 0 ? 'No authority waits for an answer.' : `${counted(counts.waiting, 'authority', 'authorities')} ${counts.waiting === 1 ? 'waits' : 'wait'} for an answer, longest first. Until then a return stays due as it is.`)}
        ${round.state === 'open' && acts(address, counts.waiting)}
      `)}
      ${waiting.length > 0 && html`${subheading('To decide')}${taskList(waiting.map(task), 'waiting')}`}
      ${counts.waiting > waiting.length && paragraph(`These are the ${waiting.length} that have waited longest. The others follow once these are decided.`)}
      ${decided.length > 0 && html`${subheading('Decided')}${taskList(decided.map(task), 'decided')}${links}`}
    `,
  })
}

const acts = (address: string, waiting: number): Html => html`
  <div class="govuk-button-group">
    ${waiting > 1 && button('Grant several requests', { href: `${address}/grant` })}
    ${button('Give time to several authorities', { href: `${address}/give`, kind: 'secondary' })}
  </div>`

export const statusOfExtension: Readonly<Record<Extension['state'], Status>> = {
  asked: { words: 'To decide', colour: 'yellow' },
  granted: { words: 'Granted', colour: 'green' },
  refused: { words: 'Refused', colour: 'grey' },
}

export const askedHint = ({ askedUntil, askedAt, askedBy, askedBecause, dueOn }: Extension): Html => html`
  Until ${askedUntil && dayText(askedUntil)}; due on ${dayText(dueOn)}.
  Asked by ${askedBy ?? 'somebody'} on ${askedAt && momentText(askedAt)}.
  ${askedBecause !== null && html`“${beginning(askedBecause)}”`}`

const decidedHint = ({ askedUntil, until, decidedAt, decidedBy }: Extension): Html => html`
  ${until !== null && html`Until ${dayText(until)}. `}${askedUntil === null ? 'Nobody had asked.' : html`Asked for: until ${dayText(askedUntil)}.`}
  Decided by ${decidedBy ?? 'the office'} on ${decidedAt && momentText(decidedAt)}.`

/** Enough of what was written to tell what it is about; its page has it all. */
const beginning = (text: string): string => (text.length <= 160 ? text : `${text.slice(0, 160).trimEnd()}…`)
