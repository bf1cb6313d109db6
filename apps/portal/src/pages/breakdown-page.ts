import type { readBreakdown } from '@rollcall/actions/read-breakdown'
import type { DataRequestId } from '@rollcall/domain/ids'
import { withCommas } from '@rollcall/domain/text'
import { amountText, changeText } from './amounts.ts'
import { breakdownChart, withinSentence } from './breakdown-chart.ts'
import { insetText, momentText, summaryList } from './components.ts'
import { downloadLinks } from './figure-downloads.ts'
import { coverageText, madeOfText, notForPublication } from './figure-parts.ts'
import { comparison } from './figures-page.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { type Live, livePart } from './live.ts'
import type { pageOf } from './paged.ts'
import { ofRound } from './round-parts.ts'
import { numbers, numeric } from './summary-parts.ts'
import { column, heading, link, paragraph } from './text.ts'

export const groupSorts = ['group', 'value', '-value'] as const
export type GroupSort = (typeof groupSorts)[number]

type Broken = Awaited<ReturnType<typeof readBreakdown>>
type Group = Broken['groups'][number]

interface BreakdownPage extends Broken {
  readonly reader: Reader
  readonly live: Live
  readonly sort: GroupSort
  readonly place: ReturnType<typeof pageOf>
  /** The groups that stand on the page. */
  readonly shown: readonly Group[]
  /** Data requests by the codes of their authorities. */
  readonly requests: ReadonlyMap<string, DataRequestId>
}

/** One figure by one of its breakdowns: a chart, and a table with how much each number is made from. */
export function breakdownPage(page: BreakdownPage): Html {
  const { reader, live, round, figure, breakdown, breakdowns, computed, coverage, groups, place } = page
  const address = `/rounds/${round.id}/figures`
  const within = withinSentence(breakdown.heading)
  return layout({
    title: `${figure.title}, by ${within}`,
    reader,
    part: 'start',
    ...ofRound(round, 'figures', [{ text: figure.title, href: `${address}/${figure.id}` }]),
    live,
    content: html`
      ${column(html`${heading(`${figure.title}, by ${within}`)}${notForPublication}`)}
      ${livePart(
        'groups',
        html`${summaryList([
          {
            key: 'In the figures',
            value: html`${coverageText(coverage.included, coverage)}${coverage.included < coverage.asked && html`. ${link(address, 'See who is not')}`}`,
          },
          ...(figure.note === undefined ? [] : [{ key: 'Note', value: figure.note }]),
          ...(computed
            ? [
                { key: 'Computed', value: momentText(computed.takenAt) },
                {
                  key: 'Download',
                  value: downloadLinks(round.id, 'this table', { figure: figure.id, by: breakdown.name }),
                },
              ]
            : []),
          ...(breakdowns.length > 1
            ? [
                {
                  key: 'Other tables',
                  value: breakdownLinks(
                    round.id,
                    figure.id,
                    breakdowns.filter(({ name }) => name !== breakdown.name),
                  ),
                },
              ]
            : []),
        ])}
      ${
        groups.length === 0
          ? insetText('No return has been accepted and counted yet, so there is nothing to show.')
          : html`${breakdownChart({ figure, heading: breakdown.heading, groups })}${groupsTable(page)}${place.links}
            ${column(paragraph(comparison(page)))}`
      }`,
      )}
    `,
  })
}

/** A figure's other tables, in a line. */
export const breakdownLinks = (roundId: string, figure: string, breakdowns: Broken['breakdowns']): Html =>
  html`${breakdowns.map(
    ({ name, heading: words }, at) =>
      html`${at > 0 && ', '}${link(breakdownAddress(roundId, figure, name), at === 0 ? `By ${withinSentence(words)}` : withinSentence(words))}`,
  )}`

export const breakdownAddress = (roundId: string, figure: string, name: string): string =>
  `/rounds/${roundId}/figures/${figure}/by/${encodeURIComponent(name)}`

function groupsTable(page: BreakdownPage): Html {
  const { figure, breakdown, shown, coverage } = page
  // Of one authority, one return is all there can be.
  const isOfOne = breakdown.by.includes('authority')
  return numbers({
    caption: `By ${withinSentence(breakdown.heading)}`,
    head: [
      sortable(page, 'group', breakdown.heading),
      { ...sortable(page, 'value', 'Now'), isNumeric: true },
      ...(isOfOne ? [] : [numeric('Authorities')]),
      numeric('Since last round'),
    ],
    rows: shown.map((group) => [
      nameOf(group, page),
      amountText(group.value, figure),
      ...(isOfOne
        ? []
        : [`${withCommas(group.authorities)} of ${withCommas(group.asked ?? coverage.asked)}`]),
      group.change ? changeText(group.change, figure) : 'Not compared',
    ]),
  })
}

function nameOf({ label, breakdown, ...value }: Group, { figure, requests }: BreakdownPage): Html {
  const dataRequestId = requests.get(String(breakdown.authority ?? ''))
  const made = madeOfText(figure, value)
  return html`${dataRequestId ? link(`/data-requests/${dataRequestId}/review`, label) : label}${made !== '' && html` <span class="rollcall-aside">(${made})</span>`}`
}

/** Pressed once, numbers come with the most first; pressed again, with the least. */
function sortable({ round, figure, breakdown, sort }: BreakdownPage, by: 'group' | 'value', words: string) {
  const address = breakdownAddress(round.id, figure.id, breakdown.name)
  if (by === 'group')
    return sort === 'group'
      ? { words, sorted: 'ascending' as const }
      : { words: link(`${address}?sort=group`, words) }
  const href = `${address}?sort=${sort === '-value' ? 'value' : '-value'}`
  if (sort === 'group') return { words: link(href, words) }
  return {
    words: html`${link(href, words)} <span aria-hidden="true">${sort === '-value' ? '▼' : '▲'}</span>`,
    sorted: sort === '-value' ? ('descending' as const) : ('ascending' as const),
  }
}
