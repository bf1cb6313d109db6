import { outliersOnAPage, type readOutliers } from '@rollcall/actions/read-outliers'
import { whyListed } from '@rollcall/domain/outlier'
import { withCommas } from '@rollcall/domain/text'
import { amountText } from './amounts.ts'
import { askSeveralAddress } from './ask-several-address.ts'
import { button, details, table, tag } from './components.ts'
import { checkboxes, select } from './fields.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { pageOf } from './paged.ts'
import { returnLink } from './return-link.ts'
import { ofRound } from './round-parts.ts'
import { statusOfRequest } from './statuses.ts'
import { bullets, column, heading, link, paragraph } from './text.ts'

interface OutliersView {
  readonly figure: string | undefined
  readonly isWaiting: boolean
  /** Counted from 1. */
  readonly page: number
}

interface OutliersPage extends Awaited<ReturnType<typeof readOutliers>> {
  readonly reader: Reader
  readonly view: OutliersView
}

/** Figures of single returns that are far from what is usual, each with why it is listed. */
export function outliersPage({ reader, round, counts, items, total, view }: OutliersPage): Html {
  const { from, to, links } = pageOf(total, {
    ...{ page: view.page, size: outliersOnAPage },
    href: (page) => addressOf(round.id, { ...view, page }),
  })
  return layout({
    title: 'Figures that stand out',
    reader,
    part: 'start',
    ...ofRound(round, 'toDo', []),
    content: html`
      ${column(html`
        ${heading(html`<span class="govuk-caption-l">${round.title}</span> Figures that stand out`)}
        ${paragraph('Figures of signed returns that are far from what other authorities say, or from what the same authority said in the last round. They may be right: read the return, and ask where you cannot tell.')}
        ${details('How they are found', how)}
      `)}
      ${counts.length > 0 && filters(round.id, counts, view)}
      ${column(paragraph(total === 0 ? 'Nothing stands out.' : html`Showing <strong>${withCommas(from + 1)} to ${withCommas(to)}</strong> of ${withCommas(total)}, the furthest of each figure first.`))}
      ${
        total > 0 &&
        html`<div class="rollcall-board">${table({
          caption: 'What stands out',
          captionSize: 's',
          head: [
            { words: 'Authority' },
            { words: 'Figure' },
            { words: 'Why it is listed' },
            { words: 'State' },
          ],
          rows: items.map(({ authority, code, dataRequestId, figure, found, state }) => [
            returnLink(dataRequestId, authority, code),
            link(`/rounds/${round.id}/figures/${figure.id}`, figure.title),
            whyListed(found, (value) => amountText(value, figure)),
            tag(statusOfRequest[state]),
          ]),
        })}</div>`
      }
      ${links}
      ${view.figure !== undefined && total > 0 && column(paragraph(askAll(round.id, items, view.figure)))}`,
  })
}

/** Everybody on the page, about the figure that they are all listed for. */
function askAll(roundId: string, items: OutliersPage['items'], figure: string): Html {
  const to = [...new Set(items.map(({ code }) => code))]
  return link(
    askSeveralAddress(roundId, { to, figure }),
    `Ask ${to.length === 1 ? 'this authority' : `these ${to.length} authorities`} about it`,
  )
}

const how = bullets([
  'Each figure is compared with the same figure of every other signed return, and with the authority’s own last return. They are compared anew whenever a return is signed, accepted or taken back.',
  'What is usual is the median, and how far others are from it. So a few that are far away do not hide each other.',
  'Counts, rates and shares of small numbers vary by chance. They are listed only where chance hardly explains them.',
  'Where most have none, those that have any are compared with one another.',
  'With fewer than eight returns nobody can say what is usual, so nothing is compared with others.',
  'The lowest and the highest of something are not compared, nor what is worked out from other figures.',
])

function filters(roundId: string, counts: OutliersPage['counts'], { figure, isWaiting }: OutliersView): Html {
  return html`
    <form method="get" action="/rounds/${roundId}/outliers" class="rollcall-filters">
      ${select({
        ...{ name: 'figure', label: 'Figure', value: figure ?? '' },
        items: [
          { value: '', words: 'All' },
          ...counts.map(({ id, title, count }) => ({ value: id, words: `${title} (${withCommas(count)})` })),
        ],
      })}
      ${checkboxes({
        ...{ name: 'waiting', values: isWaiting ? ['yes'] : [] },
        items: [{ value: 'yes', words: 'Only returns that wait to be accepted' }],
      })}
      ${button('Show', { kind: 'secondary' })}
    </form>`
}

function addressOf(roundId: string, { figure, isWaiting, page }: OutliersView): string {
  const query = new URLSearchParams({
    ...(figure && { figure }),
    ...(isWaiting && { waiting: 'yes' }),
    ...(page > 1 && { page: `${page}` }),
  })
  return `/rounds/${roundId}/outliers?${query}`
}
