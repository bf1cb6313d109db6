import type { BoardMap } from '@rollcall/actions/read-board-map'
import { counted, withCommas } from '@rollcall/domain/text'
import { boardAddress, everybody } from './board-address.ts'
import { details, insetText, table } from './components.ts'
import { hexagonMap, hexagonSign, statedOf } from './hexagon-map.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import type { Words } from './macros.ts'
import { ofRound } from './round-parts.ts'
import { statusOfRequest } from './statuses.ts'
import { bullets, column, heading, link, paragraph } from './text.ts'

interface BoardMapPage {
  readonly reader: Reader
  readonly map: BoardMap
}

/** How far every authority of a round is, on a map of England, and how far each region is. */
export function boardMapPage({ reader, map }: BoardMapPage): Html {
  const { round } = map
  return layout({
    title: `Map and regions: ${round.title}`,
    reader,
    part: 'start',
    ...ofRound(round, 'board', []),
    content: html`
      ${heading(html`<span class="govuk-caption-l">${round.title}</span> Map and regions`)}
      ${
        map.asked === 0
          ? column(insetText('The requests of this round have not been issued yet, so nothing can come in.'))
          : mapAndTables(map)
      }`,
  })
}

function mapAndTables(map: BoardMap): Html {
  const onMap = map.asked - map.unplacedCount
  return html`
    <div class="govuk-grid-row">
      <div class="govuk-grid-column-one-half">
        ${onMap > 0 ? mapOf(map) : insetText('No authority of this round has a place on the map, which has the local authorities of England.')}
        ${onMap > 0 && map.unplacedCount > 0 && withoutPlace(map)}
      </div>
      <div class="govuk-grid-column-one-half">
        ${keyOf(map, onMap > 0)}
        ${regionsOf(map)}
      </div>
    </div>
    ${onMap > 0 && html`<div id="as-a-list">${details('The map as a list', listOf(map))}</div>`}`
}

const mapOf = ({ authorities }: BoardMap): Html => html`
  ${paragraph(link('#as-a-list', 'Skip the map, to the same as a list'))}
  ${hexagonMap('Map of England: one hexagon for each local authority, with the state of its return', authorities)}
  <p class="govuk-body rollcall-small">Each hexagon is one authority, about where it is, and leads to its return. The blue lines are the borders of regions.</p>`

function withoutPlace({ authorities, unplacedCount }: BoardMap): Html {
  const those = authorities.filter(({ place }) => place === null)
  const more = unplacedCount - those.length
  return html`
    ${paragraph(`${counted(unplacedCount, 'authority has', 'authorities have')} no place on the map:`)}
    ${bullets([...those.map(nameAndState), ...(more > 0 ? [`and ${withCommas(more)} more`] : [])])}`
}

const nameAndState = (one: BoardMap['authorities'][number]): Html =>
  html`${one.dataRequestId === null ? one.name : link(`/data-requests/${one.dataRequestId}/review`, one.name)}: ${statedOf(one)}`

/** Every state that somebody is in, with its sign on the map where there is one. */
function keyOf({ round, states, regions, authorities }: BoardMap, hasMap: boolean): Html {
  const late = regions.reduce((sum, { overdue }) => sum + overdue, 0)
  const notAsked = authorities.filter(({ state }) => state === null).length
  const sign = (...of: Parameters<typeof hexagonSign>): Html | false => hasMap && hexagonSign(...of)
  return table({
    caption: 'How far they are',
    captionSize: 's',
    head: [{ words: 'State' }, { words: 'Authorities', isNumeric: true }],
    rows: [
      ...states
        .filter(({ count }) => count > 0)
        .map(({ state, count }): Words[] => [
          html`${sign(state)} ${statusOfRequest[state].words}`,
          link(boardAddress(round.id, { ...everybody, state }), withCommas(count)),
        ]),
      ...(late > 0
        ? [
            [
              html`${sign('not-started', true)} Late, and not signed`,
              link(boardAddress(round.id, { ...everybody, isOverdue: true }), withCommas(late)),
            ],
          ]
        : []),
      ...(hasMap && notAsked > 0 ? [[html`${sign(null)} Not asked in this round`, String(notAsked)]] : []),
    ],
  })
}

function regionsOf({ round, regions, asked }: BoardMap): Html {
  const sumOf = (what: 'signed' | 'accepted' | 'overdue'): number =>
    regions.reduce((sum, one) => sum + one[what], 0)
  const all = { asked, signed: sumOf('signed'), accepted: sumOf('accepted'), overdue: sumOf('overdue') }
  const cellsOf = (one: typeof all): string[] => [
    `${withCommas(one.signed)} of ${withCommas(one.asked)}`,
    withCommas(one.accepted),
    withCommas(one.overdue),
  ]
  return html`<div class="rollcall-numbers rollcall-regions">${table({
    caption: 'By region',
    captionSize: 's',
    head: [
      { words: 'Region' },
      { words: 'Signed', isNumeric: true },
      { words: 'Accepted', isNumeric: true },
      { words: 'Late', isNumeric: true },
    ],
    rows: [
      ...regions.map((one) => [
        one.region === null
          ? 'No region'
          : link(boardAddress(round.id, { ...everybody, region: one.region }), one.region),
        ...cellsOf(one),
      ]),
      ['All', ...cellsOf(all)],
    ],
  })}</div>`
}

function listOf({ authorities }: BoardMap): Html {
  const asked = authorities.filter(({ place, state }) => place !== null && state !== null)
  return html`${[...Map.groupBy(asked, ({ region }) => region ?? 'No region')].map(
    ([region, those]) =>
      html`<h2 class="govuk-heading-s">${region}</h2><ul class="govuk-list rollcall-columns">${those.map((one) => html`<li>${nameAndState(one)}</li>`)}</ul>`,
  )}`
}
