import { z } from 'zod'
import type { Row } from '../compiled-sheet.ts'
import { Condition } from '../condition.ts'
import { Name } from '../ids.ts'
import { type Complaint, type RuleScope, ruleKind } from './rule-kind.ts'

/** The cell is filled in. */
export const required = ruleKind({
  options: z.strictObject({ column: Name }),
  references: ({ column }) => [{ column }],
  watch: ({ column }, scope) => {
    const { index } = scope.sheet.column(column)
    return { row: (row) => void (row.answers[index] === null && scope.report(blank(column, row, scope))) }
  },
})

/** The cell is filled in wherever a condition holds. */
export const requiredWhen = ruleKind({
  options: z.strictObject({ column: Name, when: Condition }),
  references: ({ column, when }) => [{ column }, { condition: when }],
  watch: ({ column, when }, scope) => {
    const { index } = scope.sheet.column(column)
    const holds = scope.holds(when)
    return {
      row: (row) =>
        void (row.answers[index] === null && holds(row) && scope.report(blank(column, row, scope))),
    }
  },
})

/** The cell is left blank wherever a condition holds. */
export const blankWhen = ruleKind({
  options: z.strictObject({ column: Name, when: Condition }),
  references: ({ column, when }) => [{ column }, { condition: when }],
  watch: ({ column: id, when }, scope) => {
    const column = scope.sheet.column(id)
    const holds = scope.holds(when)
    const row = (row: Row) => {
      const answer = row.answers[column.index] ?? null
      if (answer === null || !holds(row)) return
      scope.report({
        row,
        column,
        looksAt: [column],
        message: `${column.heading} is filled in, but the rest of the row says there is nothing to give.`,
        expected: 'an empty cell',
        fix: 'Empty the cell, or mend the other answers of the row.',
      })
    }
    return { row }
  },
})

function blank(id: string, row: Row, { sheet }: RuleScope): Complaint {
  const column = sheet.column(id)
  const orNotHeld = column.source?.notHeld ? ' If you do not hold this, type “Not held”.' : ''
  return {
    row,
    column,
    looksAt: [column],
    message: `${column.heading} is blank.`,
    found: 'nothing',
    expected: 'an answer',
    fix: `Give the answer.${orNotHeld}`,
  }
}
