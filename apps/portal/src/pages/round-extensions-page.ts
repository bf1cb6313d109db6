import type { readRoundExtensions } from '@rollcall/actions/read-extensions'
import type { RoundId } from '@rollcall/domain/ids'
import type { RoundState } from '@rollcall/domain/round-life'
import { counted } from '@rollcall/domain/text'
import { dayText, momentText, type Status, taskList } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { paged } from './paged.ts'
import { ofRound } from './round-parts.ts'
import { column, heading, paragraph, subheading } from './text.ts'

type Extension = Awaited<ReturnType<typeof readRoundExtensions>>[number]

interface RoundExtensionsPage {
  readonly reader: Reader
  readonly round: { readonly id: RoundId; readonly title: string; readonly state: RoundState }
  /** First what is to be decided. */
  readonly extensions: readonly Extension[]
  /** Of what was decided, counted from 1. */
  readonly page: number
  readonly done?: string | undefined
}

/** Who asked for more time, and what was decided. */
export function roundExtensionsPage({ reader, round, extensions, page, done }: RoundExtensionsPage): Html {
  const address = `/rounds/${round.id}/extensions`
  const waiting = extensions.filter(({ state }) => state === 'asked')
  const decided = paged(
    extensions.filter(({ state }) => state !== 'asked'),
    { page, href: (number) => `${address}?page=${number}` },
  )
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
        ${paragraph(waiting.length === 0 ? 'No authority waits for an answer.' : `${counted(waiting.length, 'authority', 'authorities')} ${waiting.length === 1 ? 'waits' : 'wait'} for an answer, longest first. Until then a return stays due as it is.`)}
      `)}
      ${waiting.length > 0 && html`${subheading('To decide')}${taskList(waiting.map(task), 'waiting')}`}
      ${decided.shown.length > 0 && html`${subheading('Decided')}${taskList(decided.shown.map(task), 'decided')}${decided.links}`}
    `,
  })
}

export const statusOfExtension: Readonly<Record<Extension['state'], Status>> = {
  asked: { words: 'To decide', colour: 'yellow' },
  granted: { words: 'Granted', colour: 'green' },
  refused: { words: 'Refused', colour: 'grey' },
}

const askedHint = ({ askedUntil, askedAt, askedBy, askedBecause, dueOn }: Extension): Html => html`
  Until ${askedUntil && dayText(askedUntil)}; due on ${dayText(dueOn)}.
  Asked by ${askedBy ?? 'somebody'} on ${askedAt && momentText(askedAt)}.
  ${askedBecause !== null && html`“${beginning(askedBecause)}”`}`

const decidedHint = ({ askedUntil, until, decidedAt, decidedBy }: Extension): Html => html`
  ${until !== null && html`Until ${dayText(until)}. `}${askedUntil === null ? 'Nobody had asked.' : html`Asked for: until ${dayText(askedUntil)}.`}
  Decided by ${decidedBy ?? 'the office'} on ${decidedAt && momentText(decidedAt)}.`

/** Enough of what was written to tell what it is about; its page has it all. */
const beginning = (text: string): string => (text.length <= 160 ? text : `${text.slice(0, 160).trimEnd()}…`)
