import { tidy } from '../text.ts'
import type { ColumnTypeOf } from './column-type.ts'

// Excel keeps 15 figures of a number, so a longer identifier typed as one has lost its end.
const mostDigits = 1e15

export const text: ColumnTypeOf<'text'> = {
  repeats: false,
  show: (value) => String(value),
  reader({ minLength, maxLength, pattern }) {
    const matches = pattern && new RegExp(`^(?:${pattern.matches})$`, 'u')
    const of = pattern ? `${pattern.means}, ` : ''
    const length = minLength === maxLength ? `${maxLength}` : `${minLength} to ${maxLength}`
    const read = (given: string) => {
      if (given.length < minLength || given.length > maxLength) return undefined
      return matches && !matches.test(given) ? undefined : given
    }
    return {
      text: read,
      number: (value) => (Math.abs(value) < mostDigits ? read(tidy(String(value))) : undefined),
      expected: pattern ? `${of}${length} characters` : `text of ${length} characters`,
      fix: "Type it again as it stands in your own system. If Excel changes it, put an apostrophe (') first.",
      which: pattern ? `is not ${of}${length} characters long` : `is not ${length} characters long`,
    }
  },
}
