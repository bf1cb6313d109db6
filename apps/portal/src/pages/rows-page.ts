import type { OpenRows } from '@rollcall/actions/read-row-extract'
import { type KeptSheet, keptCell, showKept } from '@rollcall/domain/kept-return'
import { mayBeAskedAbout } from '@rollcall/domain/request-life'
import { openForMinutes } from '@rollcall/domain/row-extract'
import { counted, withCommas } from '@rollcall/domain/text'
import { button, momentText, subNavigation, summaryList } from './components.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { paged } from './paged.ts'
import { aroundRows } from './reason-for-rows-page.ts'
import { column, heading, link, paragraph } from './text.ts'
import { written } from './written.ts'

interface RowsPage {
  readonly reader: Reader
  readonly rows: OpenRows & { readonly kept: NonNullable<OpenRows['kept']> }
  /** The sheet's id; the first, where there is no such. */
  readonly sheet?: string | undefined
  readonly page: number
}

/** The rows of one version, sheet by sheet and page by page, for as long as they are open. */
export function rowsPage({ reader, rows, sheet, page }: RowsPage): Html {
  const { kept, compiled, dataRequest, submission, extract } = rows
  const address = `/submissions/${submission.id}/rows/${extract.id}`
  const own = kept.sheets.find((one) => one.sheet === sheet) ?? kept.sheets[0]
  const title = `Rows of version ${submission.version}`
  return layout({
    ...{ title, reader },
    part: 'start',
    ...aroundRows(rows),
    content: html`
      ${column(html`
        ${heading(html`<span class="govuk-caption-l">${dataRequest.authorityName}: ${dataRequest.title}</span> ${title}`)}
        ${lookedPart(rows)}
      `)}
      ${
        kept.sheets.length > 1 &&
        subNavigation(
          'Sheets',
          kept.sheets.map((one) => ({
            text: `${compiled.sheet(one.sheet).sheet.name} (${withCommas(one.rows.length)})`,
            href: `${address}?sheet=${one.sheet}`,
            active: one === own,
          })),
        )
      }
      ${own && sheetPart(own, rows, { page, href: (number) => `${address}?sheet=${own.sheet}&page=${number}` })}
      ${fileForm(rows, address)}
    `,
  })
}

/** What the reader is looking at, why, and for how long. */
export function lookedPart(
  { extract, reason }: Pick<OpenRows, 'extract' | 'reason'>,
  more: Parameters<typeof summaryList>[0] = [],
): Html {
  const until = new Date(extract.takenAt.getTime() + openForMinutes * 60_000)
  return summaryList([
    ...more,
    { key: 'Your reason', value: written(reason) },
    { key: 'Open until', value: momentText(until) },
  ])
}

/** Where the file itself can be had; of a nil return there is none. */
export const fileForm = ({ submission }: Pick<OpenRows, 'submission'>, address: string): Html | false =>
  submission.kind === 'workbook' &&
  html`
    ${paragraph('You can save the file as it was sent. The authority is told of that, too. Delete it once you have done with it.')}
    ${form({ action: `${address}/file`, content: button('Save the file as it was sent', { kind: 'secondary' }) })}`

function sheetPart(
  own: KeptSheet,
  { compiled, dataRequest, submission }: OpenRows,
  place: { page: number; href: (page: number) => string },
): Html {
  const sheet = compiled.sheet(own.sheet)
  const { shown, links } = paged(own.rows, { ...place, size: 8 })
  const columns = own.columns.map((id) => sheet.column(id))
  const isNewest = dataRequest.currentSubmissionId === submission.id
  const asks = sheet.sheet.kind === 'table' && isNewest && mayBeAskedAbout(dataRequest.state)
  const question = `/data-requests/${dataRequest.id}/review/question?sheet=${own.sheet}`
  return html`
    <h2 class="govuk-heading-m">${own.at?.name ?? sheet.sheet.name}: ${counted(own.rows.length, 'row')}</h2>
    ${own.rows.length === 0 && paragraph('There are no rows in this sheet.')}
    ${shown.map(
      ({ row, answers }) => html`
        <h3 class="govuk-heading-s">${sheet.sheet.kind === 'form' ? 'Answers' : `Row ${withCommas(row)}`}</h3>
        <dl class="rollcall-answers">${columns.map((one, at) => html`<div><dt>${one.heading} ${placeOf(keptCell(own, row, one.id))}</dt><dd>${showKept(answers[at], one)}</dd></div>`)}</dl>
        ${asks && paragraph(link(`${question}&row=${row}`, `Ask about row ${withCommas(row)}`))}`,
    )}
    ${links}`
}

const placeOf = (cell: string | null): Html | false => cell !== null && html`<span>${cell}</span>`
