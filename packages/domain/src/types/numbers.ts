import { pounds, withCommas } from '../text.ts'
import type { ColumnTypeOf, Reader } from './column-type.ts'

const written = /^[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?$/

/** A number as people type it: '1,234.5', '+3', '.5'. A comma anywhere but between thousands is not read. */
function numberIn(text: string): number | undefined {
  const bare = text.replace(/^([-+]?) /, '$1')
  if (!written.test(bare) || !/\d/.test(bare)) return undefined
  return Number(bare.replaceAll(',', ''))
}

interface Range {
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
}

/** 'from 0 to 100', 'of 0 or more', or nothing. */
function inRange({ minimum, maximum }: Range, show: (value: number) => string): string {
  if (minimum !== undefined && maximum !== undefined) return ` from ${show(minimum)} to ${show(maximum)}`
  if (minimum !== undefined) return ` of ${show(minimum)} or more`
  return maximum === undefined ? '' : ` of ${show(maximum)} or less`
}

const within = (value: number, { minimum, maximum }: Range): boolean =>
  (minimum === undefined || value >= minimum) && (maximum === undefined || value <= maximum)

/** Rounds half away from nought. The small allowance undoes binary fractions: 1.005 is kept as 1.00499999999999989. */
const rounded = (value: number): number =>
  Math.sign(value) * Math.floor(Math.abs(value) * (1 + Number.EPSILON) + 0.5)

function reading(
  toKept: (value: number) => number | undefined,
  clean: (text: string) => string,
  words: Pick<Reader, 'expected' | 'fix' | 'which'>,
): Reader {
  return {
    text: (text) => {
      const value = numberIn(clean(text))
      return value === undefined ? undefined : toKept(value)
    },
    number: toKept,
    ...words,
  }
}

export const wholeNumber: ColumnTypeOf<'whole-number'> = {
  repeats: false,
  scale: () => 1,
  show: (value) => withCommas(Number(value)),
  reader(column) {
    const range = inRange(column, withCommas)
    return reading(
      (value) => (Number.isSafeInteger(value) && within(value, column) ? value + 0 : undefined),
      (text) => text,
      {
        expected: `a whole number${range}, such as ${Math.max(column.minimum ?? 0, 0) + 4}`,
        fix: 'Type the number in figures, with no words or decimal places.',
        which: `is not a whole number${range}`,
      },
    )
  },
}

export const decimal: ColumnTypeOf<'decimal'> = {
  repeats: false,
  scale: ({ decimalPlaces }) => 10 ** decimalPlaces,
  show: (value, { decimalPlaces }) => withCommas(Number(value) / 10 ** decimalPlaces),
  reader(column) {
    const scale = 10 ** column.decimalPlaces
    const range = inRange(column, withCommas)
    return reading(
      (value) => (within(value, column) ? keep(value * scale) : undefined),
      (text) => text,
      {
        expected: `a number${range}, with up to ${column.decimalPlaces} decimal places`,
        fix: 'Type the number in figures, with no words.',
        which: `is not a number${range}`,
      },
    )
  },
}

export const money: ColumnTypeOf<'money'> = {
  repeats: false,
  scale: () => 100,
  show: (value) => pounds(Number(value)),
  reader(column) {
    const range = inRange(column, (value) => pounds(value * 100))
    return reading(
      (value) => (within(value, column) ? keep(value * 100) : undefined),
      (text) => text.replace(/^([-+]?)\s?(?:£|GBP)\s?/i, '$1').replace(/\s?(?:£|GBP)$/i, ''),
      {
        expected: `an amount in pounds${range}, such as 10500 or £10,500.00`,
        fix: 'Type the amount in figures, with no words such as “per week”.',
        which: `is not an amount in pounds${range}`,
      },
    )
  },
}

const keep = (value: number): number | undefined => {
  const kept = rounded(value)
  return Number.isSafeInteger(kept) ? kept + 0 : undefined
}

export const percentage: ColumnTypeOf<'percentage'> = {
  repeats: false,
  scale: () => 100,
  show: (value) => `${withCommas(Number(value) / 100)}%`,
  reader(column) {
    const range = { minimum: column.minimum ?? 0, maximum: column.maximum ?? 100 }
    const says = inRange(range, (value) => `${withCommas(value)}%`)
    const toKept = (value: number) => (within(value, range) ? keep(value * 100) : undefined)
    const words = {
      expected: `a percentage${says}, such as 25%`,
      fix: 'Type the percentage with its sign, such as 25%.',
      which: `is not a percentage${says}`,
    }
    // A bare 0.25 may mean 25% or a quarter of one per cent: nobody but the officer knows.
    const bare = (value: number) => {
      const kept = toKept(value)
      if (kept === undefined || value === 0 || value > 1) return kept
      return {
        value: kept,
        which: `has no percent sign, so it may mean ${withCommas(value)}% or ${withCommas(value * 100)}%`,
        expected: words.expected,
        fix: words.fix,
      }
    }
    return {
      ...words,
      text: (text) => {
        const value = numberIn(text.replace(/\s?%$/, ''))
        if (value === undefined) return undefined
        return text.endsWith('%') ? toKept(value) : bare(value)
      },
      number: bare,
      percent: (fraction) => toKept(fraction * 100),
    }
  },
}
