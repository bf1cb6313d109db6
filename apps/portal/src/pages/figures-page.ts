import { counted, withCommas } from '@rollcall/domain/text'
import type { FigureLine, Picture } from '../figure-picture.ts'
import { amountText, changeText } from './amounts.ts'
import { insetText, momentText, summaryList } from './components.ts'
import { downloadLinks } from './figure-downloads.ts'
import { coverageText, measureText, missingPart, notForPublication } from './figure-parts.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { type Live, livePart } from './live.ts'
import { ofRound } from './round-parts.ts'
import { numbers, numeric } from './summary-parts.ts'
import { column, heading, link, paragraph } from './text.ts'

interface FiguresPage extends Picture {
  readonly reader: Reader
  readonly live: Live
}

/** The national figures as they stand, each with how much it is made from. */
export function figuresPage(page: FiguresPage): Html {
  const { reader, live, round, computed, lines } = page
  return layout({
    title: 'Figures',
    reader,
    part: 'start',
    ...ofRound(round, 'figures'),
    live,
    content: html`
      ${column(html`${heading('Figures')}${notForPublication}`)}
      ${livePart(
        'figures',
        html`${summaryList([
          { key: 'In the figures', value: coverageText(page.coverage.included, page.coverage) },
          ...(page.childrenInBoth === undefined
            ? []
            : [
                {
                  key: 'Children in both rounds',
                  value: childrenText(page.childrenInBoth, page.inBoth ?? 0),
                },
              ]),
          ...(computed
            ? [
                { key: 'Computed', value: momentText(computed.takenAt) },
                { key: 'Hash', value: html`<code>${computed.hash}</code>` },
                { key: 'Download', value: downloadLinks(round.id, 'all figures') },
              ]
            : []),
        ])}
      ${column(missingPart(page))}
      ${
        computed
          ? html`${figuresTable(page, lines)}${column(paragraph(comparison(page)))}`
          : insetText('No return has been accepted and counted yet, so there are no figures.')
      }`,
      )}
      ${column(paragraph(link(`/rounds/${round.id}/snapshots`, 'Figures that were kept: compare them, or keep them as they are now')))}
      ${column(paragraph(link(`/rounds/${round.id}/extracts`, 'Extracts of the rows behind the figures')))}
    `,
  })
}

const figuresTable = (page: FiguresPage, lines: readonly FigureLine[]): Html => html`
  ${numbers({
    caption: 'England',
    head: [{ words: 'Figure' }, numeric('Now'), numeric('Authorities'), numeric('Since last round')],
    rows: lines
      .filter(({ figure }) => figure.kind !== 'spread')
      .flatMap(({ figure, values, change }) =>
        values.map((value) => [
          html`${figureLink(page, figure)} <span class="rollcall-aside">(${measureText(figure, value)})</span>`,
          amountText(value.value, figure),
          `${withCommas(value.authorities)} of ${withCommas(page.coverage.asked)}`,
          change ? changeText(change, figure) : 'Not compared',
        ]),
      ),
  })}
  ${spreadsTable(
    page,
    lines.filter(({ figure }) => figure.kind === 'spread'),
  )}`

/** How far authorities are from each other: the three numbers of a spread in one row. */
const spreadsTable = (page: FiguresPage, lines: readonly FigureLine[]): Html | false =>
  lines.length > 0 &&
  numbers({
    caption: 'Across authorities',
    head: [{ words: 'Figure' }, ...['Lowest', 'Median', 'Highest'].map(numeric)],
    rows: lines.map(({ figure, values }) => [
      html`${figureLink(page, figure)} <span class="rollcall-aside">(of ${counted(values[0]?.authorities ?? 0, 'authority', 'authorities')} that have it)</span>`,
      ...['lowest', 'median', 'highest'].map((spread) =>
        amountText(values.find(({ breakdown }) => breakdown.spread === spread)?.value ?? null, figure),
      ),
    ]),
  })

const figureLink = ({ round }: FiguresPage, { id, title }: FigureLine['figure']): Html =>
  link(`/rounds/${round.id}/figures/${id}`, title)

const childrenText = (children: number, authorities: number): string =>
  `${withCommas(children)}, among the returns of ${counted(authorities, 'authority', 'authorities')}`

/** What the change since the round before is of. */
export function comparison({ inBoth }: Pick<Picture, 'inBoth'>): string {
  if (inBoth === undefined) return 'This round is compared with none before it.'
  if (inBoth === 0)
    return 'No authority is in the figures of both this round and the last, so nothing can be compared.'
  return `“Since last round” is like for like: it compares ${inBoth === 1 ? 'the one authority that is' : `the ${inBoth} authorities that are`} in the figures of both rounds, and no other.`
}
