import { type Html, html } from './html.ts'

interface Bar {
  readonly label: string
  /** `null` where there is no number: it has a name and no bar. */
  readonly value: number | null
  /** The number as it is read. */
  readonly text: string
}

interface BarChart {
  readonly title: string
  /** What the chart shows, for whoever does not see it: the numbers themselves stand in a table. */
  readonly words: string
  readonly bars: readonly Bar[]
}

/**
 * A bar for each number, from nought, drawn on the server. Names and numbers are text beside their bars, so that they stay readable in
 * a narrow window and when they are made larger.
 */
export function barChart({ title, words, bars }: BarChart): Html {
  const most = Math.max(0, ...bars.map(({ value }) => value ?? 0))
  return html`
    <figure class="rollcall-bars">
      <figcaption class="govuk-heading-s">${title}<span class="govuk-visually-hidden">. ${words}</span></figcaption>
      <ul class="govuk-list" aria-hidden="true">
        ${bars.map(
          ({ label, value, text }) => html`
        <li>
          <span>${label}</span> <b>${text}</b>
          <svg width="100%" height="12" focusable="false"><rect width="${percentOf(value, most)}%" height="12"/></svg>
        </li>`,
        )}
      </ul>
    </figure>`
}

/** In parts of a hundred; of what is not nought, never so little that it is not seen. */
function percentOf(value: number | null, most: number): number {
  if (value === null || value <= 0 || most === 0) return 0
  return Math.max(0.5, Math.round((value * 1000) / most) / 10)
}
