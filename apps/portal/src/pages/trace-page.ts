import type { OpenRows } from '@rollcall/actions/read-row-extract'
import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import type { Figure } from '@rollcall/domain/figure'
import { type FigureRow, groupText, type RowsOfFigure } from '@rollcall/domain/rows-of-figure'
import { counted, withCommas } from '@rollcall/domain/text'
import { insetText, warningText } from './components.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { paged } from './paged.ts'
import { aroundRows } from './reason-for-rows-page.ts'
import { fileForm, lookedPart } from './rows-page.ts'
import { numbers, numeric } from './summary-parts.ts'
import { column, heading, paragraph } from './text.ts'

interface TracePage {
  readonly reader: Reader
  readonly rows: OpenRows & Traced
  readonly figure: Figure
  readonly page: number
}
interface Traced {
  readonly parts: NonNullable<OpenRows['parts']>
  readonly group: NonNullable<OpenRows['group']>
}

/** The rows of one return that are in a figure: where each stands, what made it count, and what it adds. */
export function tracePage({ reader, rows, figure, page }: TracePage): Html {
  const { dataRequest, submission, extract, parts, group, compiled } = rows
  const address = `/rounds/${dataRequest.roundId}/figures/${figure.id}/returns/${submission.id}/${extract.id}`
  const all = parts.flatMap((part) => part.rows.map((row) => ({ part, row })))
  const { shown, links } = paged(all, { page, href: (number) => `${address}?page=${number}` })
  const ofGroup = groupText(group, compiled)
  const title = 'Rows behind this figure'
  return layout({
    ...{ title, reader },
    part: 'start',
    ...aroundRows(rows, figure),
    content: html`
      ${column(html`
        ${heading(html`<span class="govuk-caption-l">${dataRequest.authorityName}: ${figure.title}</span> ${title}`)}
        ${lookedPart(rows, [
          { key: 'Authority', value: dataRequest.authorityName },
          {
            key: 'Version',
            value: `${submission.version}${submission.kind === 'nil' ? ' (nil return)' : ''}`,
          },
          ...(ofGroup ? [{ key: 'Group', value: ofGroup }] : []),
        ])}
        ${parts.length > 1 && paragraph(`This figure is worked out from ${counted(parts.length, 'other figure')}. The rows of each are below.`)}
      `)}
      ${parts.map((part) => partOf(part, shown, compiled))}
      ${links}
      ${fileForm(rows, address)}
    `,
  })
}

function partOf(
  part: RowsOfFigure,
  shown: readonly { readonly part: RowsOfFigure; readonly row: FigureRow }[],
  compiled: CompiledCollection,
): Html {
  const own = shown.filter((one) => one.part === part)
  const words = `${counted(part.rows.length, 'row')} in “${part.figure.title}”`
  return html`
    ${
      part.agrees
        ? insetText(
            html`<strong>${words}.</strong> Together they come to exactly what this return adds to the figure.`,
          )
        : warningText(
            `${words}. They do not come to what this return adds to the figure, so these are not the very rows that were counted. What the return was compared with may have been destroyed, or Rollcall counts in another way since. Tell whoever runs Rollcall.`,
          )
    }
    ${
      own.length > 0 &&
      html`<div class="rollcall-trace">${numbers({
        caption: part.figure.title,
        head: [{ words: 'Row' }, { words: 'Counted because' }, numeric(addsHeading[part.figure.kind])],
        rows: own.map(({ row }) => [
          `${row.sheetName}, row ${withCommas(row.row)}`,
          because(row),
          addsText(row, part, compiled),
        ]),
      })}</div>`
    }`
}

const because = ({ cells }: FigureRow): Html | string =>
  cells.length === 0
    ? 'Every row of the sheet counts'
    : html`${cells.map(({ heading: asked, says, cell }, at) => html`${at > 0 && html`<br>`}${asked}: <strong>${says}</strong>${cell !== null && html` <span class="rollcall-aside">(${cell})</span>`}`)}`

const addsHeading = {
  count: 'Adds',
  rate: 'Adds',
  sum: 'Adds',
  share: 'Adds to',
  ratio: 'Adds',
  mean: 'Value',
  median: 'Value',
  quantile: 'Value',
  minimum: 'Value',
  maximum: 'Value',
} as const

/** What one row adds to a figure, as people read it. */
function addsText({ adds }: FigureRow, { figure }: RowsOfFigure, compiled: CompiledCollection): string {
  if (figure.kind === 'count' || figure.kind === 'rate') return `${adds.count}`
  if (figure.kind === 'share') {
    if (adds.count === 0) return 'Not held'
    return adds.sum > 0 ? 'In the number and the total' : 'In the total only'
  }
  const sheet = compiled.sheet(figure.sheet)
  if ('column' in figure) return adds.count === 0 ? 'Not held' : sheet.column(figure.column).show(adds.sum)
  const said = (measure: typeof figure.numerator, value: number) =>
    'sum' in measure ? sheet.column(measure.sum).show(value) : `${value}`
  return `${said(figure.numerator, adds.sum)} to ${said(figure.denominator, adds.count)}`
}
