import type { BoardMap } from '@rollcall/actions/read-board-map'
import type { RequestState } from '@rollcall/domain/request-life'
import { type Html, html } from './html.ts'
import { statusOfRequest } from './statuses.ts'

type Authority = BoardMap['authorities'][number]
type Hexagon = NonNullable<Authority['place']>

// A hexagon stands on a point: the next one of its row is 14 further, the next row 12 lower. A little is left free around each for its line.
const outline = 'l6.4 3.6v7.2l-6.4 3.6-6.4-3.6v-7.2z'
const [halfWidth, rowHeight, gap] = [7, 12, 0.8]

/** The sign of each state, so that nobody needs its colour. */
const signs: Readonly<Record<RequestState, string>> = {
  'not-started': 'N',
  'in-progress': 'P',
  'needs-answers': 'E',
  'awaiting-sign-off': 'W',
  signed: 'S',
  queried: 'Q',
  accepted: 'A',
  excluded: 'X',
  'no-return': '–',
}

/**
 * A map of hexagons, one an authority, each the way to its return; those that were not asked are empty. How it looks is in the stylesheet,
 * as nothing is styled inside a page.
 */
export function hexagonMap(words: string, authorities: readonly Authority[]): Html {
  const placed = authorities.flatMap((one) => (one.place ? [{ ...one, place: one.place }] : []))
  const right = Math.max(...placed.map(({ place }) => place.column)) + 2
  const bottom = Math.max(...placed.map(({ place }) => place.row)) + 1
  const box = `-1 -1 ${right * halfWidth + 2} ${bottom * rowHeight + 6}`
  return html`<svg class="rollcall-map" viewBox="${box}" role="group" aria-label="${words}">${placed.map(hexagonOf)}<path class="rollcall-map__border" d="${bordersOf(placed)}"/></svg>`
}

// Where each of three sides of a hexagon leads to, and its line from the top of the hexagon; the other three are sides of its neighbours.
const sides = [
  { to: [2, 0], line: 'm7 4v8' },
  { to: [1, 1], line: 'm7 12l-7 4' },
  { to: [-1, 1], line: 'm-7 12l7 4' },
] as const

/** The sides between authorities of two regions. */
function bordersOf(placed: readonly { readonly place: Hexagon; readonly region: string | null }[]): string {
  const keyOf = (column: number, row: number) => `${column} ${row}`
  const regions = new Map(placed.map(({ place, region }) => [keyOf(place.column, place.row), region]))
  return placed
    .flatMap(({ place: { column, row }, region }) =>
      sides.flatMap(({ to: [right, below], line }) => {
        const beyond = regions.get(keyOf(column + right, row + below))
        if (beyond === undefined || beyond === region) return []
        return [`M${(column + 1) * halfWidth} ${row * rowHeight}${line}`]
      }),
    )
    .join('')
}

/** What stands beside a hexagon in words: how far the authority is. */
export const statedOf = ({ state, isOverdue }: Pick<Authority, 'state' | 'isOverdue'>): string =>
  state === null ? 'not asked' : `${statusOfRequest[state].words}${isOverdue ? ', late' : ''}`

function hexagonOf({ place, ...authority }: Authority & { readonly place: Hexagon }): Html {
  const { dataRequestId, name, state, isOverdue } = authority
  const title = html`<title>${name}: ${statedOf(authority)}</title>`
  const [across, down] = [(place.column + 1) * halfWidth, place.row * rowHeight]
  const shape = shapeOf(across, down, state, isOverdue)
  return dataRequestId === null
    ? html`<g>${title}${shape}</g>`
    : html`<a href="/data-requests/${dataRequestId}/review">${title}${shape}</a>`
}

const shapeOf = (across: number, down: number, state: RequestState | null, isLate = false): Html =>
  html`<path class="${state ?? 'not-asked'}${isLate && ' late'}" d="M${across} ${down + gap}${outline}"/>${state && html`<text x="${across}" y="${down + 11}">${signs[state]}</text>`}`

/** One hexagon by itself, as the key to the map has it. */
export const hexagonSign = (state: RequestState | null, isLate = false): Html =>
  html`<svg class="rollcall-map rollcall-map--sign" viewBox="-1 -1 16 18" aria-hidden="true" focusable="false">${shapeOf(7, 0, state, isLate)}</svg>`
