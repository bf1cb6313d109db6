import type { RoundExtractRead } from '@rollcall/actions/read-round-extracts'
import { counted } from '@rollcall/domain/text'
import { button, dayText, insetText, momentText, summaryList, tag, warningText } from './components.ts'
import { type Mistake, mistakeIn, textarea } from './fields.ts'
import { form } from './form.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { notKept } from './not-kept.ts'
import { type RoundOfExtract, statusOfExtract, withinExtracts } from './round-extracts-page.ts'
import { bullets, column, heading, paragraph, subheading } from './text.ts'
import { written } from './written.ts'

interface RoundExtractPage {
  readonly reader: Reader
  readonly round: RoundOfExtract
  readonly extract: RoundExtractRead
  readonly mayApprove: boolean
  readonly done?: string | undefined
  readonly mistakes?: readonly Mistake[] | undefined
  /** Why it was refused, as it was typed. */
  readonly reason?: string | undefined
}

/** One extract: what it has, why, and what can be done with it now and by whom. */
export function roundExtractPage(page: RoundExtractPage): Html {
  const { reader, round, extract, mistakes, done } = page
  const title = `Extract of rows: ${extract.sheetName}`
  return layout({
    ...{ title, reader, mistakes, done },
    part: 'start',
    ...withinExtracts(round),
    content: column(html`
      ${heading(title)}
      ${summaryList([
        { key: 'State', value: tag(statusOfExtract[extract.state]) },
        {
          key: 'Asked for',
          value: html`By ${nameOf(extract.askedByName)} on ${momentText(extract.askedAt)}`,
        },
        {
          key: 'Reason',
          value: extract.reason === null ? 'What was written has been destroyed.' : written(extract.reason),
        },
        {
          key: 'Rows',
          value: extract.figureTitle === null ? 'All rows' : `Only rows in: ${extract.figureTitle}`,
        },
        { key: 'Returns', value: `${counted(extract.returns, 'return')} in the figures now` },
        {
          key: 'Columns',
          value: bullets(
            extract.asked.map(
              (one) =>
                html`${one.heading}${one.isIdentifying && html` <strong>(can tell who a child is)</strong>`}`,
            ),
          ),
        },
        ...decided(extract),
        ...(extract.downloads > 0 && extract.lastAt
          ? [
              {
                key: 'Downloaded',
                value: html`${counted(extract.downloads, 'time')}, last on ${momentText(extract.lastAt)}`,
              },
            ]
          : []),
      ])}
      ${now(page)}
      ${(extract.state === 'approved' || (extract.state === 'asked' && extract.isOwn)) && endPart(extract)}
    `),
  })
}

const nameOf = (name: string | null): string => name ?? 'a person who has left'

function decided({
  decision,
  decidedByName,
  decidedAt,
  until,
  refusedBecause,
  endedAt,
  endedByName,
}: RoundExtractRead) {
  return [
    ...(decision && decidedAt
      ? [
          {
            key: decision === 'approved' ? 'Approved' : 'Refused',
            value: html`By ${nameOf(decidedByName)} on ${momentText(decidedAt)}${refusedBecause !== null && written(refusedBecause)}`,
          },
        ]
      : []),
    ...(until ? [{ key: 'Open until', value: dayText(until) }] : []),
    ...(endedAt
      ? [{ key: 'Taken back', value: html`By ${nameOf(endedByName)} on ${momentText(endedAt)}` }]
      : []),
  ]
}

/** What can be done now by whoever reads this. */
function now({ extract, mayApprove, mistakes, reason }: RoundExtractPage): Html {
  const address = `/extracts/${extract.id}`
  if (extract.state === 'approved')
    return extract.isOwn
      ? html`
          ${warningText('Each row is about a child. Keep the file where nobody else can read it, and delete it once you have done with it.')}
          ${paragraph('The rows are read now, one return after another. Every authority is told.')}
          ${form({ action: `${address}/download`, content: button('Download the rows (CSV)') })}`
      : insetText(`Only ${nameOf(extract.askedByName)} can download it.`)
  if (extract.state !== 'asked') return html`${notKept([reason])}`
  if (extract.isOwn || !mayApprove)
    return html`${insetText(extract.isOwn ? 'Another person has to decide: an approver who did not ask for it.' : 'An approver has to decide.')}${notKept([reason])}`
  return html`
    ${subheading('Decide')}
    ${form({ action: `${address}/approve`, content: button('Approve the extract', { preventDoubleClick: true }) })}
    ${form({
      action: `${address}/refuse`,
      content: html`
        ${textarea({
          ...{ name: 'reason', label: 'Or why is it refused?', rows: 3, value: reason },
          error: mistakeIn(mistakes, 'reason'),
        })}
        ${button('Refuse the extract', { kind: 'secondary', preventDoubleClick: true })}`,
    })}`
}

const endPart = ({ id, isOwn }: RoundExtractRead): Html => html`
  ${subheading('Take it back')}
  ${paragraph(isOwn ? 'If you do not need it any more, take it back.' : 'If nobody should have these rows, take it back.', ' Nobody can download it after that.')}
  ${form({ action: `/extracts/${id}/end`, content: button('Take the extract back', { kind: 'secondary', preventDoubleClick: true }) })}`
