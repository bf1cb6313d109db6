import { notProtected } from '@rollcall/actions/read-figures-file'
import type { Figure } from '@rollcall/domain/figure'
import { standingWords } from '@rollcall/domain/round-coverage'
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
export function missingPart({ coverage, asked }: Pick<Picture, 'coverage' | 'asked'>): Html {
  const left = coverage.asked - coverage.included
  if (left === 0) return paragraph('Every authority that was asked is in the figures.')
  const nameOf = new Map(asked.map(({ code, name }) => [code, name]))
  const named = (codes: readonly string[]) =>
    codes
      .map((code) => nameOf.get(code) ?? code)
      .sort()
      .join(', ')
  const groups = (Object.keys(standingWords) as (keyof typeof standingWords)[]).filter(
    (standing) => coverage.notIncluded[standing].length > 0,
  )
  return details(
    `${counted(left, 'authority is', 'authorities are')} not in the figures`,
    html`${groups.map((standing) =>
      paragraph(
        html`<strong>${standingWords[standing]} (${coverage.notIncluded[standing].length}):</strong> ${named(coverage.notIncluded[standing])}`,
      ),
    )}`,
  )
}
