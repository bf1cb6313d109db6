import { notProtected } from '@rollcall/actions/read-figures-file'
import type { Figure } from '@rollcall/domain/figure'
import { counted, withCommas } from '@rollcall/domain/text'
import type { FigureLine, Picture } from '../figure-picture.ts'
import { details, warningText } from './components.ts'
import { type Html, html } from './html.ts'
import { paragraph } from './text.ts'

/** What nobody may forget who reads a figure here. */
export const notForPublication = warningText(notProtected)

/** What a number counts, and what it is made of: 'children', '240 of 775 children'. */
export function measureText(figure: Figure, value: Measured): string {
  const units: Readonly<Record<string, string>> = { '£': 'pounds', '%': 'per cent' }
  return [units[figure.unit] ?? figure.unit, madeOfText(figure, value)]
    .filter((words) => words !== '')
    .join('; ')
}

type Measured = Pick<FigureLine['values'][number], 'numerator' | 'denominator' | 'notHeld'>

/** What a number is made of: '240 of 775; 3 not held'. */
export function madeOfText(figure: Figure, { numerator, denominator, notHeld }: Measured): string {
  const said = [
    denominator !== null && madeOf[figure.kind](withCommas(numerator ?? 0), withCommas(denominator)),
    notHeld > 0 && `${withCommas(notHeld)} not held`,
  ]
  return said.filter((words) => words !== false && words !== '').join('; ')
}

// What a number is worked out from, by how it is worked out.
const madeOf: Readonly<Record<Figure['kind'], (numerator: string, denominator: string) => string>> = {
  count: () => '',
  sum: () => '',
  mean: (numerator, denominator) => `${numerator} in all, over ${denominator} answers`,
  median: (_, denominator) => `of ${denominator} answers`,
  quantile: (_, denominator) => `of ${denominator} answers`,
  minimum: (_, denominator) => `of ${denominator} answers`,
  maximum: (_, denominator) => `of ${denominator} answers`,
  share: (numerator, denominator) => `${numerator} of ${denominator}`,
  ratio: (numerator, denominator) => `${numerator} to ${denominator}`,
  rate: (numerator, denominator) => `${numerator}, in a population of ${denominator}`,
  spread: () => '',
  estimate: () => '',
}

/** '2 of 3 authorities'. */
export const coverageText = (authorities: number, { asked }: Pick<Picture['coverage'], 'asked'>): string =>
  `${withCommas(authorities)} of ${counted(asked, 'authority', 'authorities')}`

/** Who is not in the figures, by name, and what became of each. */
export function missingPart({ coverage, missing }: Pick<Picture, 'coverage' | 'missing'>): Html {
  const left = coverage.asked - coverage.included
  if (left === 0) return paragraph('Every authority that was asked is in the figures.')
  return details(
    `${counted(left, 'authority is', 'authorities are')} not in the figures`,
    html`${missing.map(({ words, ...those }) =>
      paragraph(html`<strong>${words} (${withCommas(those.count)}):</strong> ${namesText(those)}`),
    )}`,
  )
}

/** Names in a line, and how many more there are. */
export function namesText({
  count,
  names,
}: {
  readonly count: number
  readonly names: readonly string[]
}): string {
  const left = count - names.length
  return `${names.join(', ')}${left > 0 ? ` and ${withCommas(left)} more` : ''}`
}
