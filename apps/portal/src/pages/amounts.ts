import { withCommas } from '@rollcall/domain/text'

interface Measured {
  readonly unit: string
  readonly decimals: number
}

/** A figure as it is read: '£1,234.50', '35.7%' or '14'. */
export function amountText(value: number | null, { unit, decimals }: Measured): string {
  if (value === null) return 'No figure'
  const size = commas(Math.abs(value), decimals)
  return `${value < 0 ? minus : ''}${unit === '£' ? '£' : ''}${size}${unit === '%' ? '%' : ''}`
}

/** How far a figure has moved: '+2 (+25%)', '−£500.00 (−4%)', '+3.2 points' of a percentage, or 'No change'. */
export function changeText(
  { change, percentage }: { readonly change: number | null; readonly percentage: number | null },
  measured: Measured,
): string {
  if (change === null) return 'Not known'
  if (change === 0) return 'No change'
  const sign = (of: number) => (of < 0 ? minus : '+')
  if (measured.unit === '%') return `${sign(change)}${commas(Math.abs(change), measured.decimals)} points`
  const moved = `${sign(change)}${amountText(Math.abs(change), measured)}`
  return percentage === null ? moved : `${moved} (${sign(percentage)}${withCommas(Math.abs(percentage))}%)`
}

/** A minus sign, which screen readers say; a hyphen they may not. */
const minus = '\u2212'

function commas(size: number, decimals: number): string {
  const [whole = '0', fraction] = size.toFixed(decimals).split('.')
  return fraction === undefined ? withCommas(Number(whole)) : `${withCommas(Number(whole))}.${fraction}`
}
