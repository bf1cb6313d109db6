import type { Figure } from '@rollcall/domain/figure'
import type { FigureValue } from '@rollcall/domain/figure-value'
import { type Bin, histogram } from '@rollcall/domain/histogram'
import { counted, withoutCapital } from '@rollcall/domain/text'
import { amountText } from './amounts.ts'
import { barChart } from './bar-chart.ts'
import { type Html, html } from './html.ts'
import { paragraph } from './text.ts'

type Group = Pick<FigureValue, 'label' | 'value' | 'breakdown'>

interface Charted {
  readonly figure: Figure
  /** 'Age group'. */
  readonly heading: string
  readonly groups: readonly Group[]
}

/** More bars than this are harder to read than their table. */
const mostBars = 30

/** A breakdown as a chart: a bar for each group; of authorities, how many have how much. */
export function breakdownChart(charted: Charted): Html | false {
  const known = charted.groups.flatMap(({ value, ...rest }) => (value === null ? [] : [{ ...rest, value }]))
  if (known.length < 2) return false
  const isByAuthority = charted.groups.every(({ breakdown }) => Object.keys(breakdown).join() === 'authority')
  if (isByAuthority) return spreadChart(charted, known)
  if (charted.groups.length > mostBars) return false
  const { figure, heading, groups } = charted
  return barChart({
    title: `${figure.title}, by ${withinSentence(heading)}`,
    words: `A bar chart of ${counted(groups.length, 'group')}. ${extremes(figure, known)} The table has every number.`,
    bars: groups.map(({ label, value }) => ({ label, value, text: amountText(value, figure) })),
  })
}

type Known = Group & { readonly value: number }

function spreadChart({ figure }: Charted, known: readonly Known[]): Html {
  const bins = histogram(
    known.map(({ value }) => value),
    figure.decimals,
  )
  const bars = bins.map((bin) => ({
    label: sizeOf(bin, figure),
    value: bin.count,
    text: counted(bin.count, 'authority', 'authorities'),
  }))
  const chart = barChart({
    title: 'How many authorities have how much',
    words: `${bars.map(({ label, text }) => `${label}: ${text}`).join('; ')}.`,
    bars,
  })
  return html`${chart}${paragraph(extremes(figure, known))}`
}

/** '10 to 14', '2.5% to under 5.0%'. */
function sizeOf({ from, below }: Bin, figure: Figure): string {
  if (figure.decimals > 0) return `${amountText(from, figure)} to under ${amountText(below, figure)}`
  const last = below - 1
  return last === from
    ? amountText(from, figure)
    : `${amountText(from, figure)} to ${amountText(last, figure)}`
}

/** Which is the most, and which the least. */
function extremes(figure: Figure, known: readonly Known[]): string {
  const values = known.map(({ value }) => value)
  const [least, most] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))]
  const those = (wanted: number) => {
    const [first, ...others] = known.filter(({ value }) => value === wanted)
    return `${first?.label ?? ''}${others.length > 0 ? ` and ${counted(others.length, 'other')}` : ''}`
  }
  if (least === most) return `All have ${amountText(most, figure)}.`
  return `The most is ${amountText(most, figure)} (${those(most)}), the least ${amountText(least, figure)} (${those(least)}).`
}

/** A heading within a sentence: 'age group', and yet 'EHC plan'. */
export const withinSentence = (heading: string): string =>
  /^[A-Z][a-z]/.test(heading) ? withoutCapital(heading) : heading
