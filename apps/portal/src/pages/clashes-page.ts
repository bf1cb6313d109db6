import { clashesOnAPage, type readSignedClashes } from '@rollcall/actions/read-signed-clashes'
import { withCommas } from '@rollcall/domain/text'
import { askSeveralAddress } from './ask-several-address.ts'
import { table, tag } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { pageOf } from './paged.ts'
import { returnLink } from './return-link.ts'
import { ofRound } from './round-parts.ts'
import { statusOfRequest } from './statuses.ts'
import { column, heading, link, paragraph } from './text.ts'

type Read = Awaited<ReturnType<typeof readSignedClashes>>

interface ClashesPage extends Read {
  readonly reader: Reader
  /** Counted from 1. */
  readonly page: number
}

/** Which two authorities seem to count the same children, and the way to ask both. */
export function clashesPage({ reader, round, total, clashes, page }: ClashesPage): Html {
  const { from, to, links } = pageOf(total, {
    ...{ page, size: clashesOnAPage },
    href: (number) => `/rounds/${round.id}/clashes?page=${number}`,
  })
  return layout({
    title: 'Children that two authorities count',
    reader,
    part: 'start',
    ...ofRound(round, 'toDo', []),
    content: html`
      ${column(html`
        ${heading(html`<span class="govuk-caption-l">${round.title}</span> Children that two authorities count`)}
        ${paragraph('Two signed returns seem to have the same child. It is not shown which child it is. Ask both: each is told only that another authority counts the child too, and not which.')}
        ${paragraph(total === 0 ? 'No child is in two signed returns.' : html`Showing <strong>${withCommas(from + 1)} to ${withCommas(to)}</strong> of ${withCommas(total)}: first where a return waits to be accepted.`)}
      `)}
      ${
        total > 0 &&
        html`<div class="rollcall-board">${table({
          caption: 'Pairs of authorities',
          captionSize: 's',
          head: [
            { words: 'Authority' },
            { words: 'Other authority' },
            { words: 'Children', isNumeric: true },
            { words: 'What to do' },
          ],
          rows: clashes.map(({ one, other, children }) => [
            claimed(one),
            claimed(other),
            withCommas(children),
            link(
              askSeveralAddress(round.id, { to: [one.code, other.code], clash: children }),
              html`Ask both<span class="govuk-visually-hidden">: ${one.name} and ${other.name}</span>`,
            ),
          ]),
        })}</div>`
      }
      ${links}`,
  })
}

const claimed = ({ id, name, code, state }: Read['clashes'][number]['one']): Html =>
  html`${returnLink(id, name, code)} ${tag(statusOfRequest[state])}`
