import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import { isGeography } from '@rollcall/domain/contribution'
import type { SealedFigure } from '@rollcall/domain/seal'
import { counted, withCommas } from '@rollcall/domain/text'
import type { FolderFigures } from './aggregate-folder.ts'
import type { Terminal } from './terminal.ts'

/** Prints the national figures, their breakdowns but for geography, and what they are made from. */
export function tellFigures(
  { collection, authorities }: CompiledCollection,
  national: FolderFigures,
  terminal: Terminal,
): void {
  const { coverage, figures } = national
  terminal.out(terminal.strong(`${collection.title}, ${national.referenceDate}`))
  terminal.out(`${coverage.included} of ${coverage.asked} authorities included\n`)
  for (const { id } of collection.figures) {
    const own = figures.filter((figure) => figure.id === id)
    for (const figure of own.filter(({ breakdown }) => isNational(breakdown)))
      terminal.out(figureLine(figure, decimalsOf(collection, id), terminal))
    for (const [column, groups] of Map.groupBy(own, ({ breakdown }) =>
      Object.keys(breakdown).join(' and '),
    )) {
      if (column === '' || column.split(' and ').some((name) => isGeography(name) || name === 'spread'))
        continue
      terminal.out(
        `    by ${column.replaceAll('_', ' ')}: ${groups.map(({ label, value }) => `${label} ${value === null ? '-' : withCommas(value)}`).join(' · ')}`,
      )
    }
  }
  tellCoverage(national, (code) => authorities.get(code)?.name ?? code, terminal)
}

const isNational = (breakdown: SealedFigure['breakdown']): boolean =>
  Object.keys(breakdown).every((name) => name === 'spread')

const decimalsOf = ({ figures }: CompiledCollection['collection'], id: string): number =>
  figures.find((figure) => figure.id === id)?.decimals ?? 0

function figureLine(
  { title, unit, label, value, numerator, denominator, notHeld, breakdown }: SealedFigure,
  decimals: number,
  { strong }: Terminal,
): string {
  const shown = value === null ? 'not known' : amount(value, unit, decimals)
  const made =
    denominator === null || numerator === null
      ? ''
      : `  (${withCommas(numerator)} of ${withCommas(denominator)})`
  const missing = notHeld > 0 ? `  [${withCommas(notHeld)} not held]` : ''
  const which = 'spread' in breakdown ? `: ${label}` : ''
  return `  ${strong(shown.padStart(14))}  ${title}${which}${unit === '%' ? made : ''}${missing}`
}

function amount(value: number, unit: string, decimals: number): string {
  const [whole, fraction] = value.toFixed(decimals).split('.')
  const number = `${withCommas(Number(whole))}${fraction === undefined ? '' : `.${fraction}`}`
  if (unit === '£') return `£${number}`
  return unit === '%' ? `${number}%` : number
}

function tellCoverage(
  { coverage, clashes, files, hash }: FolderFigures,
  nameOf: (code: string) => string,
  terminal: Terminal,
): void {
  const left = files.filter(({ standing }) => standing !== 'included')
  if (left.length > 0) terminal.out(`\n${terminal.bad(`Not included: ${counted(left.length, 'file')}`)}`)
  for (const { file, authority, reason } of left) {
    terminal.out(`  ${file}${authority === null ? '' : ` (${nameOf(authority)})`}: ${reason ?? ''}`)
  }
  const { missing } = coverage.notIncluded
  if (missing.length > 0)
    terminal.out(
      `\n${terminal.odd(`No return from ${counted(missing.length, 'authority', 'authorities')}`)}: ${missing.map(nameOf).join('; ')}`,
    )
  for (const {
    authorities: [one, other],
    children,
  } of clashes) {
    terminal.out(
      `${terminal.odd('Claimed twice')}: ${counted(children, 'child', 'children')} by both ${nameOf(one)} and ${nameOf(other)}`,
    )
  }
  terminal.out(`\nHash of all figures: ${hash}`)
}
