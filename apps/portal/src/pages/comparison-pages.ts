import type { readComparison, readMovedReturns } from '@rollcall/actions/read-comparison'
import { counted } from '@rollcall/domain/text'
import { amountText, changeText } from './amounts.ts'
import { insetText, momentText, summaryList } from './components.ts'
import { coverageText, notForPublication } from './figure-parts.ts'
import { type Html, html } from './html.ts'
import { layout, type Reader } from './layout.ts'
import { paged } from './paged.ts'
import { ofRound } from './round-parts.ts'
import { numbers, numeric } from './summary-parts.ts'
import { column, heading, link, paragraph } from './text.ts'

type Comparison = Awaited<ReturnType<typeof readComparison>>
type Moved = Awaited<ReturnType<typeof readMovedReturns>>
type Sides = Pick<Comparison, 'round' | 'from' | 'to'>

interface OnPage {
  readonly reader: Reader
  /** Of the returns, counted from 1. */
  readonly page: number
}

/** What the figures for England were and became, and whose returns are others. */
export function comparisonPage(read: Comparison & OnPage): Html {
  const { reader, round, changes, returns, page } = read
  const { shown, links } = paged(returns ?? [], {
    page,
    href: (number) => comparisonAddress(read, undefined, number),
  })
  return layout({
    title: 'What changed in the figures',
    reader,
    part: 'start',
    ...ofRound(round, 'figures', aboveComparison(round.id)),
    content: html`
      ${column(html`${heading('What changed in the figures')}${notForPublication}`)}
      ${sidesPart(read)}
      ${numbers({
        caption: 'England',
        head: [{ words: 'Figure' }, numeric('Before'), numeric('After'), numeric('Change')],
        rows: changes.map(({ figure, breakdown, label: _, ...change }) => [
          html`${link(comparisonAddress(read, figure.id, 1, String(breakdown.spread ?? '')), figure.title)}${breakdown.spread !== undefined && `: ${breakdown.spread}`}`,
          amountText(change.before, figure),
          amountText(change.after, figure),
          changeText(change, figure),
        ]),
      })}
      ${column(paragraph('Each figure leads to the returns that moved it.'))}
      ${returns === null && insetText('These figures were kept before Rollcall kept which returns they are made from, so which of them changed cannot be told.')}
      ${returns?.length === 0 && insetText('Both are made from the very same returns.')}
      ${
        shown.length > 0 &&
        html`${numbers({
          caption: `${counted(returns?.length ?? 0, 'return')} came in, went out or changed`,
          head: [{ words: 'Authority' }, numeric('Version before'), numeric('Version after')],
          rows: shown.map(({ name, dataRequestId, before, after }) => [
            link(`/data-requests/${dataRequestId}/review`, name),
            versionText(before?.version),
            versionText(after?.version),
          ]),
        })}${links}`
      }
    `,
  })
}

/** Which returns moved one figure, and by how much each. */
export function movedPage(read: Moved & OnPage & { readonly spread: string | undefined }): Html {
  const { reader, round, figure, returns, page, before, after, move, spread } = read
  const words = spread === undefined ? figure.title : `${figure.title}: ${spread}`
  const parts = { ...figure, decimals: read.decimals }
  const { shown, links } = paged(returns, {
    page,
    href: (number) => comparisonAddress(read, figure.id, number, spread),
  })
  return layout({
    title: `What moved this figure: ${words}`,
    reader,
    part: 'start',
    ...ofRound(round, 'figures', [
      ...aboveComparison(round.id),
      { text: 'What changed', href: comparisonAddress(read) },
    ]),
    content: html`
      ${column(html`${heading(html`<span class="govuk-caption-l">What moved this figure</span> ${words}`)}${notForPublication}`)}
      ${sidesPart(read)}
      ${summaryList([
        { key: 'Before', value: amountText(before, figure) },
        { key: 'After', value: amountText(after, figure) },
        {
          key: 'Moved by',
          value: move === null ? 'Not known' : changeText({ change: move, percentage: null }, parts),
        },
      ])}
      ${column(html`
        ${paragraph(howSplit(read))}
        ${!read.isAsKept && insetText('Another version of Rollcall worked out what was kept. The numbers here are what the same returns come to today, and differ from it.')}
      `)}
      ${
        shown.length === 0
          ? insetText('No return moved this figure.')
          : html`${numbers({
              caption: `Moved by ${counted(returns.length, 'return')}`,
              head: [
                { words: 'Authority' },
                numeric('Before'),
                numeric('After'),
                numeric('Its part of the move'),
              ],
              rows: shown.map((one) => [
                html`${one.dataRequestId ? link(`/data-requests/${one.dataRequestId}/review`, one.name) : one.name} <span class="rollcall-aside">(${versionsText(one)})</span>`,
                one.versionBefore === null ? 'Not in it' : amountText(one.before, figure),
                one.versionAfter === null ? 'Not in it' : amountText(one.after, figure),
                one.part === null ? 'Not known' : changeText({ change: one.part, percentage: null }, parts),
              ]),
            })}${links}`
      }
    `,
  })
}

/** The address of a comparison, or of the returns that moved one figure in it. */
function comparisonAddress({ round, from, to }: Sides, figure?: string, page = 1, spread = ''): string {
  const address = `/rounds/${round.id}/snapshots/compare${figure === undefined ? '' : `/${figure}`}`
  return `${address}?from=${from.at}&to=${to.at}${spread === '' ? '' : `&spread=${spread}`}${page > 1 ? `&page=${page}` : ''}`
}

const aboveComparison = (roundId: string) => [
  { text: 'Figures that were kept', href: `/rounds/${roundId}/snapshots` },
]

const sidesPart = ({ from, to }: Sides): Html =>
  summaryList([
    { key: 'From', value: sideText(from) },
    { key: 'To', value: sideText(to) },
  ])

const sideText = ({ label, takenAt, ...coverage }: Comparison['from']): Html =>
  html`${label} <span class="rollcall-aside">(${takenAt && html`${momentText(takenAt)}, `}from ${coverageText(coverage.included, coverage)})</span>`

const versionText = (version: number | undefined): string =>
  version === undefined ? 'Not in it' : `${version}`

function versionsText({ versionBefore, versionAfter }: Moved['returns'][number]): string {
  if (versionBefore === null) return `version ${versionAfter} came in`
  if (versionAfter === null) return `version ${versionBefore} went out`
  return `version ${versionBefore}, then ${versionAfter}`
}

/** How a move is put in parts, by how its figure is worked out. */
function howSplit({ figure, move, returns }: Moved): string {
  if (move === null) return 'There is no number on one side, so the move cannot be put in parts.'
  if (returns.some(({ part }) => part === null))
    return 'Too many returns changed for the move of a figure of this kind to be put in parts.'
  switch (figure.kind) {
    case 'count':
    case 'sum':
      return 'Each return’s part is how much its own number changed. The parts add up to the move.'
    case 'mean':
    case 'share':
    case 'ratio':
    case 'rate':
      return 'Each return’s part is what it adds above or below the rate of all of them, so one that is just like the others moves nothing. The parts add up to the move, before anything is rounded.'
    case 'median':
    case 'quantile':
    case 'minimum':
    case 'maximum':
    case 'estimate':
    case 'spread':
      return 'Each return’s part is what the figure moves by when that return is changed in its turn, from the first authority to the last and back again, halved. The parts add up to the move, before anything is rounded.'
  }
}
