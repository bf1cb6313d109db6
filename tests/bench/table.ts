import type { Result } from './race.ts'

/** A table as markdown: the first column names the row, the others are numbers. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const rule = headings.map((_, place) => (place === 0 ? '---' : '---:'))
  return [line(headings), line(rule), ...rows.map(line)].join('\n')
}

/** '0.42', '4.2', '42', '4,200': three figures are all that a measurement is good for. */
export function shown(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return '–'
  const decimals = value < 1 ? 2 : value < 20 ? 1 : 0
  return value.toLocaleString('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
}

export const ratio = (a: Result | undefined, b: Result | undefined): number | undefined =>
  a && b ? a.ms / b.ms : undefined

export const times = (value: number | undefined): string => (value === undefined ? '–' : `${shown(value)} ×`)

export const cells = (result: Result | undefined): [ms: string, megabytes: string] => [
  shown(result?.ms),
  result ? String(Math.round(result.megabytes)) : '–',
]
