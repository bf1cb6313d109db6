import type { Row, SheetColumn } from '../compiled-sheet.ts'

/**
 * What a row adds to a sum: a blank that may be blank adds nought. `undefined` where nobody can say: not held, unreadable, or a blank
 * that should have been filled in and has its own finding.
 */
export function addend(row: Row, { index, source }: SheetColumn): number | undefined {
  const answer = row.answers[index] ?? null
  if (typeof answer === 'number') return answer
  return answer === null && !source?.required ? 0 : undefined
}
