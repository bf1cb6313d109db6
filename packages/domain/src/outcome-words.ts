import type { CheckedReturn } from './check.ts'
import { counted, withCommas } from './text.ts'

/** What a check came to, as is said before a return is sent. */
export const outcomeInWords = ({ counts }: Pick<CheckedReturn, 'counts'>): string =>
  leftInWords({ errors: counts.error, queries: counts.query }) ?? 'Ready to send'

/** What is left to do, as every page says it: '3 things to fix, and 1 more to fix or explain'. */
export function leftInWords({
  errors,
  queries,
}: {
  readonly errors: number
  readonly queries: number
}): string | undefined {
  if (errors === 0) return queries === 0 ? undefined : `${counted(queries, 'thing')} to fix or explain`
  const more = queries === 0 ? '' : `, and ${withCommas(queries)} more to fix or explain`
  return `${counted(errors, 'thing')} to fix${more}`
}
