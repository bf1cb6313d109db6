import { type Html, html } from './html.ts'
import { link } from './text.ts'

export const figureFileFormats = ['csv', 'xlsx', 'parquet'] as const

const words: Readonly<Record<(typeof figureFileFormats)[number], string>> = {
  csv: 'CSV',
  xlsx: 'Excel workbook',
  parquet: 'Parquet',
}

interface Which {
  /** A snapshot; left out: as they stand now. */
  readonly at?: string
  readonly figure?: string
  /** 'region', 'region,age_band'. */
  readonly by?: string
}

/** Links to save figures as each kind of file. `of` says of what, for whoever hears links alone. */
export const downloadLinks = (roundId: string, of: string, which: Which = {}): Html =>
  html`${figureFileFormats.map((format, at) => {
    const query = new URLSearchParams({ format, ...which })
    return html`${at > 0 && ', '}${link(`/rounds/${roundId}/figures-file?${query}`, html`${words[format]}<span class="govuk-visually-hidden"> of ${of}</span>`)}`
  })}`
