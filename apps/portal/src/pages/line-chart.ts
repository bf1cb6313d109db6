import { type CalendarDate, dayFirst, daysBetween } from '@rollcall/domain/calendar-date'
import { type Html, html } from './html.ts'

interface Line {
  readonly name: string
  /** What each day that changed something came to, in parts of a hundred: the first day first, the last day last. */
  readonly points: readonly { readonly day: CalendarDate; readonly percent: number }[]
}

interface LineChart {
  /** What the chart shows, for whoever does not see it. */
  readonly words: string
  readonly from: CalendarDate
  readonly to: CalendarDate
  /** The second one is dashed, so that nobody needs its colour. */
  readonly lines: readonly [Line, Line]
  /** A day that stands out, where it is between the first and the last. */
  readonly mark: { readonly day: CalendarDate; readonly words: string }
}

const box = { left: 46, right: 348, top: 42, bottom: 186 }
const percents = [0, 25, 50, 75, 100]

/**
 * Lines over days, from 0% to 100%, drawn on the server. A line stays where it was until a day changes it. How it looks is in the
 * stylesheet, as nothing is styled inside a page.
 */
export function lineChart({ words, from, to, lines, mark }: LineChart): Html {
  const days = Math.max(1, daysBetween(from, to))
  const across = (day: CalendarDate): number =>
    rounded(box.left + ((box.right - box.left) * daysBetween(from, day)) / days)
  const path = ([first, ...others]: Line['points']): string =>
    [
      first && `M${across(first.day)} ${up(first.percent)}`,
      ...others.map(({ day, percent }) => `H${across(day)}V${up(percent)}`),
    ].join('')
  const isMarked = mark.day > from && mark.day < to
  return html`
    <svg class="rollcall-chart" viewBox="0 0 360 210" role="img" aria-label="${words}">
      ${percents.map((percent) => html`<path class="rollcall-chart__grid" d="M${box.left} ${up(percent)}H${box.right}"/><text x="${box.left - 6}" y="${up(percent) + 4}" text-anchor="end">${percent}%</text>`)}
      ${isMarked && html`<path class="rollcall-chart__mark" d="M${across(mark.day)} ${box.top}V${box.bottom}"/><text x="${across(mark.day)}" y="${box.top - 6}" text-anchor="${anchorAt(across(mark.day))}">${mark.words}</text>`}
      ${lines.map(({ points }, at) => html`<path class="rollcall-chart__line rollcall-chart__line--${at + 1}" d="${path(points)}"/>`)}
      ${lines.map(({ name }, at) => html`<path class="rollcall-chart__line rollcall-chart__line--${at + 1}" d="M${box.left + at * 130} 12h24"/><text x="${box.left + at * 130 + 30}" y="16">${name}</text>`)}
      <text x="${box.left}" y="204">${dayFirst(from)}</text>
      ${to > from && html`<text x="${box.right}" y="204" text-anchor="end">${dayFirst(to)}</text>`}
    </svg>`
}

const rounded = (value: number): number => Math.round(value * 10) / 10

const up = (percent: number): number => rounded(box.bottom - ((box.bottom - box.top) * percent) / 100)

/** Words beside the ends of a chart stay inside it. */
function anchorAt(across: number): string {
  if (across > 300) return 'end'
  return across < 90 ? 'start' : 'middle'
}
