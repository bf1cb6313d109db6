import type { CheckedReturn } from './check.ts'
import type { checkedState } from './submission-life.ts'
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

/** What the check of a version means for its officers, in sentences. */
export interface CheckInWords {
  /** What to do, as a subject begins: 'Fix 3 things'. */
  readonly toDo: string
  readonly outcome: string
  readonly how: string
}

interface ToBeDone {
  readonly errors: number
  /** Those that nobody has explained. */
  readonly openQueries: number
}

/** What the check of a version came to, and what to do about it now. */
export function checkInWords(
  state: ReturnType<typeof checkedState>,
  { errors, openQueries }: ToBeDone,
): CheckInWords {
  const left = leftInWords({ errors, queries: openQueries })
  const first = state === 'must-fix' ? errors : openQueries
  const outcome = `${first === 1 ? 'There is' : 'There are'} ${left}.`
  switch (state) {
    case 'must-fix':
      return {
        toDo: `Fix ${counted(errors, 'thing')}`,
        outcome,
        how: 'Fix what is wrong in your workbook, then send the workbook again.',
      }
    case 'needs-answers':
      return {
        toDo: `Fix or explain ${counted(openQueries, 'thing')}`,
        outcome,
        how: 'If an answer is wrong, fix it in your workbook and send the workbook again. If it is right, say why.',
      }
    case 'ready':
      return {
        toDo: 'Send the return for sign-off',
        outcome: 'Nothing in it is left to fix or explain.',
        how: 'Ask your signatory to sign it off. The return does not count until that is done.',
      }
  }
}
