import { type readTrace, returnsOnAPage } from '@rollcall/actions/read-trace'
import { counted } from '@rollcall/domain/text'
import { figuresInWords } from '@rollcall/workbook/writing/figures'
import type { FigureLine, Picture } from '../figure-picture.ts'
import { amountText, changeText } from './amounts.ts'
import { breakdownChart } from './breakdown-chart.ts'
import { breakdownLinks } from './breakdown-page.ts'
import { details, insetText, momentText, summaryList } from './components.ts'
import { downloadLinks } from './figure-downloads.ts'
import { coverageText, measureText, missingPart, namesText, notForPublication } from './figure-parts.ts'
import { comparison } from './figures-page.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { type Live, livePart } from './live.ts'
import { pageOf } from './paged.ts'
import { ofRound } from './round-parts.ts'
import { numbers, numeric } from './summary-parts.ts'
import { column, heading, link, paragraph } from './text.ts'

interface FigurePage extends Picture {
  readonly reader: Reader
  readonly live: Live
  readonly line: FigureLine
  /** The returns it is made from, with what it is in each alone. */
  readonly trace: Awaited<ReturnType<typeof readTrace>>
  /** Of the returns, counted from 1. */
  readonly page: number
}

/** One figure for England: what it is, how it moved, and the returns it is made from. */
export function figurePage(read: FigurePage): Html {
  const { reader, live, round, line, computed, trace, page } = read
  const { figure, values, change } = line
  const address = `/rounds/${round.id}/figures`
  const { links } = pageOf(trace.total, {
    ...{ page, size: returnsOnAPage },
    href: (number) => `${address}/${figure.id}?page=${number}`,
  })
  return layout({
    title: figure.title,
    reader,
    part: 'start',
    ...ofRound(round, 'figures', []),
    live,
    content: html`
      ${column(html`${heading(figure.title)}${notForPublication}`)}
      ${livePart(
        'figure',
        html`${!computed && insetText('No return has been accepted and counted yet, so there is no figure.')}
      ${summaryList([
        ...values.map((value) => ({
          key: value.label,
          value: html`<strong>${amountText(value.value, figure)}</strong> <span class="rollcall-aside">(${measureText(figure, value)}; made from ${coverageText(value.authorities, read.coverage)})</span>`,
        })),
        ...(change
          ? [
              {
                key: 'Since last round',
                value: `${changeText(change, figure)}: from ${amountText(change.before, figure)} to ${amountText(change.now, figure)}`,
              },
            ]
          : []),
        { key: 'How it is worked out', value: workingOf(read) },
        ...(line.breakdowns.length === 0
          ? []
          : [{ key: 'Broken down', value: breakdownLinks(round.id, figure.id, line.breakdowns) }]),
        ...(figure.note === undefined ? [] : [{ key: 'Note', value: figure.note }]),
        ...(computed
          ? [
              { key: 'Computed', value: momentText(computed.takenAt) },
              {
                key: 'Download',
                value: downloadLinks(round.id, 'this figure in all its breakdowns', { figure: figure.id }),
              },
            ]
          : []),
      ])}
      ${firstChart(line)}
      ${column(html`${computed && paragraph(comparison(read))}${missingPart(read)}${saysNothing(trace.silent)}`)}
      ${
        trace.shown.length > 0 &&
        html`${numbers({
          caption: `Made from ${counted(trace.total, 'return')}`,
          head: [
            { words: 'Authority' },
            numeric('In this return alone'),
            numeric('Not held'),
            numeric('Version'),
          ],
          rows: trace.shown.map(({ name, dataRequestId, submissionId, value, notHeld, version, kind }) => [
            link(`/data-requests/${dataRequestId}/review`, name),
            html`<a class="govuk-link" href="${address}/${figure.id}/returns/${submissionId}" aria-label="${amountText(value, figure)}: the rows of ${name}">${amountText(value, figure)}</a>`,
            `${notHeld}`,
            `${version}${kind === 'nil' ? ' (nil return)' : ''}`,
          ]),
        })}${links}`
      }`,
      )}
    `,
  })
}

/** In words, and a formula as it is written. */
const workingOf = ({ compiled, line }: FigurePage): string =>
  figuresInWords(compiled).find(({ id }) => id === line.figure.id)?.workedOut ?? ''

/** By region, or by what else its collection breaks it down first. */
function firstChart({ figure, breakdowns: [first], groups }: FigureLine): Html | false {
  if (first === undefined) return false
  const those = groups.filter(({ breakdown }) => Object.keys(breakdown).join() === first.name)
  return breakdownChart({ figure, heading: first.heading, groups: those })
}

/** Returns that count and have nothing for this figure to be made from. */
const saysNothing = (silent: FigurePage['trace']['silent']): Html | false =>
  silent.count > 0 &&
  details(
    `${counted(silent.count, 'return')} in the figures ${silent.count === 1 ? 'says' : 'say'} nothing about this one`,
    namesText(silent),
  )
