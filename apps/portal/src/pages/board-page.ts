import { authoritiesOnAPage, type Board } from '@rollcall/actions/read-board'
import type { Views } from '@rollcall/actions/read-views'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { counted, withCommas } from '@rollcall/domain/text'
import { type BoardView, boardAddress } from './board-address.ts'
import { boardFilters } from './board-filters.ts'
import { boardNumbers, countsOf } from './board-numbers.ts'
import { boardTable } from './board-table.ts'
import { insetText } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { type Live, livePart } from './live.ts'
import { pageOf } from './paged.ts'
import { ofRound } from './round-parts.ts'
import { column, heading, link, paragraph, subheading } from './text.ts'
import { viewLinks } from './views-pages.ts'

interface BoardPage {
  readonly reader: Reader
  readonly live: Live
  readonly board: Board
  readonly view: BoardView
  /** Those that were saved, and what of them this board shows. */
  readonly views: Views
  readonly shows: string
  readonly today: CalendarDate
}

/** What has come in of a round at a glance, and every authority that was asked. */
export function boardPage(page: BoardPage): Html {
  const { reader, live, board, view, today } = page
  const { round } = board
  return layout({
    title: `What has come in: ${round.title}${view.page > 1 ? `, page ${view.page}` : ''}`,
    reader,
    part: 'start',
    ...ofRound(round, 'board'),
    live,
    content: html`
      ${heading(html`<span class="govuk-caption-l">${round.title}</span> What has come in`)}
      ${
        board.progress === null
          ? column(insetText('The requests of this round have not been issued yet, so nothing can come in.'))
          : html`${livePart('numbers', boardNumbers(board, board.progress, today))}${authoritiesOf(page)}`
      }`,
  })
}

function authoritiesOf({ board, view, views, shows }: BoardPage): Html {
  const { round, total } = board
  const { from, to, links } = pageOf(total, {
    page: view.page,
    size: authoritiesOnAPage,
    href: (page) => boardAddress(round.id, { ...view, page }),
  })
  const { outstanding } = countsOf(board)
  return html`
    ${subheading('Authorities')}
    ${ways(round.id, view)}
    ${viewLinks(round.id, views, shows)}
    ${boardFilters(board, view)}
    ${livePart(
      'authorities',
      html`
        <p class="govuk-body">${
          total === 0
            ? nothingLeft(view, outstanding)
            : html`Showing <strong>${withCommas(from + 1)} to ${withCommas(to)}</strong> of ${withCommas(total)}`
        }</p>
        ${total > 0 && boardTable(board, view)}
        ${links}
        ${outstanding > 0 && fileOf(board, view)}`,
    )}`
}

const nothingLeft = ({ view }: BoardView, outstanding: number): string =>
  view === 'outstanding' && outstanding === 0
    ? 'Nobody is outstanding: every authority has signed its return.'
    : 'No authority is like this. Change what is shown, or show all of them.'

/** Everybody, or only those who are outstanding. */
function ways(roundId: string, view: BoardView): Html {
  const way = (to: BoardView['view'], words: string) =>
    view.view === to
      ? html`<strong>${words}</strong>`
      : link(boardAddress(roundId, { ...view, view: to, state: undefined, page: 1 }), words)
  return html`<p class="govuk-body rollcall-ways">${way('all', 'Everybody who was asked')} <span aria-hidden="true">|</span> ${way('outstanding', 'Who is outstanding')} <span aria-hidden="true">|</span> ${link(`/rounds/${roundId}/board/map`, 'Map and regions')}</p>`
}

/** The file has whom the page would show as outstanding, on all its pages. */
function fileOf({ round, total }: Board, view: BoardView): Html {
  const address = boardAddress(round.id, { ...view, page: 1 }, '.csv')
  const those = view.view === 'outstanding' ? ` (${counted(total, 'authority', 'authorities')})` : ''
  return html`<div class="rollcall-file">${paragraph(link(address, `Download who is outstanding${those}, with their people, as CSV`))}</div>`
}
