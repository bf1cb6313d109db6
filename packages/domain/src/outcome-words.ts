import type { CheckedReturn } from './check.ts'
import { counted, withCommas } from './text.ts'

/** What a check came to, as every page says it first: '3 things to fix, and 1 more to fix or explain'. */
export function outcomeInWords({ outcome, counts }: Pick<CheckedReturn, 'outcome' | 'counts'>): string {
  const { error, query } = counts
  switch (outcome) {
    case 'ready':
      return 'Ready to send'
    case 'needs-answers':
      return `${counted(query, 'thing')} to fix or explain`
    case 'must-fix':
      return `${counted(error, 'thing')} to fix${query === 0 ? '' : `, and ${withCommas(query)} more to fix or explain`}`
  }
}
