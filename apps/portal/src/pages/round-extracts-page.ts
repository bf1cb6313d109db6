import type { readRoundExtracts } from '@rollcall/actions/read-round-extracts'
import type { RoundExtractState } from '@rollcall/domain/round-extract'
import type { RoundState } from '@rollcall/domain/round-life'
import { button, momentText, type Status, taskList } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { paged } from './paged.ts'
import { ofRound } from './round-parts.ts'
import { column, heading, paragraph } from './text.ts'

export interface RoundOfExtract {
  readonly id: string
  readonly title: string
  readonly state: RoundState
}

export const statusOfExtract: Readonly<Record<RoundExtractState, Status>> = {
  asked: { words: 'Waits for approval', colour: 'yellow' },
  approved: { words: 'Can be downloaded', colour: 'green' },
  refused: { words: 'Refused', colour: 'red' },
  ended: { words: 'Taken back', colour: 'grey' },
  over: { words: 'Over', colour: 'grey' },
}

/** The way back from an extract: its round's figures, and the round's other extracts. */
export const withinExtracts = (round: RoundOfExtract, isList = false) =>
  ofRound(
    round,
    'figures',
    isList ? [] : [{ text: 'Extracts of rows', href: `/rounds/${round.id}/extracts` }],
  )

interface RoundExtractsPage {
  readonly reader: Reader
  readonly round: RoundOfExtract
  readonly extracts: Awaited<ReturnType<typeof readRoundExtracts>>
  readonly page: number
}

/** The extracts of rows of a whole round: who asked, and how each stands. */
export function roundExtractsPage({ reader, round, extracts, page }: RoundExtractsPage): Html {
  const title = 'Extracts of rows'
  const address = `/rounds/${round.id}/extracts`
  const { shown, links } = paged(extracts, { page, href: (number) => `${address}?page=${number}` })
  return layout({
    ...{ title, reader },
    part: 'start',
    ...withinExtracts(round, true),
    content: html`
      ${column(html`
        ${heading(title)}
        ${paragraph('An extract has rows of every return in the figures at once. One person asks for it with a reason, and another approves it. Every authority is told each time that it is downloaded, and reads the reason.')}
        ${button('Ask for an extract', { href: `${address}/new` })}
        ${extracts.length === 0 && paragraph('Nobody has asked for an extract of this round.')}
      `)}
      ${
        shown.length > 0 &&
        taskList(
          shown.map(({ id, askedByName, askedAt, columns, state, withIdentifiers }) => ({
            title: `${askedByName ?? 'A person who has left'}: ${columns.length === 1 ? 'one column' : `${columns.length} columns`}${withIdentifiers ? ', with identifiers' : ''}`,
            href: `/extracts/${id}`,
            hint: html`Asked for on ${momentText(askedAt)}`,
            status: statusOfExtract[state],
          })),
        )
      }
      ${links}
    `,
  })
}
