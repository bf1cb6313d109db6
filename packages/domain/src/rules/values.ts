import { z } from 'zod'
import { isValue, type Value } from '../answer.ts'
import type { Row } from '../compiled-sheet.ts'
import { Condition, columnsIn, DayOperand, NumberOperand } from '../condition.ts'
import { Name } from '../ids.ts'
import { dayOf, numberOf } from '../predicate.ts'
import { either } from '../text.ts'
import { type Reference, ruleKind } from './rule-kind.ts'

/** The answer is one of a few. */
export const oneOf = ruleKind({
  options: z.strictObject({
    column: Name,
    values: z.array(z.union([z.string(), z.number()])).min(1),
    when: Condition.optional(),
  }),
  references: ({ column, when }) => [{ column }, ...(when ? [{ condition: when }] : [])],
  watch: ({ column: id, values, when }, scope) => {
    const column = scope.sheet.column(id)
    const kept = new Set(
      values.map((value) => (typeof value === 'number' ? value * (column.scale || 1) : value)),
    )
    const applies = when && scope.holds(when)
    const allowed = either([...kept].map((value) => column.show(value)))
    const row = (row: Row) => {
      const answer = row.answers[column.index] ?? null
      if (!isValue(answer) || kept.has(answer) || (applies && !applies(row))) return
      scope.report({
        row,
        column,
        looksAt: [column],
        message: `${column.heading} is ${column.show(answer)}, where only ${allowed} fits.`,
        expected: allowed,
        fix: 'Choose one of these, or mend the other answers of the row.',
      })
    }
    return { row }
  },
})

/** The value lies between two bounds, both included; either may be left out. */
export const between = ruleKind({
  options: z.strictObject({
    column: Name,
    from: z.union([NumberOperand, DayOperand]).optional(),
    to: z.union([NumberOperand, DayOperand]).optional(),
    when: Condition.optional(),
  }),
  references: ({ column, from, to, when }) => [
    { column },
    ...[from, to].flatMap((bound): Reference[] =>
      typeof bound === 'object' && 'column' in bound ? [{ column: bound.column }] : [],
    ),
    ...(when ? [{ condition: when }] : []),
  ],
  watch: ({ column: id, from, to, when }, scope) => {
    const column = scope.sheet.column(id)
    const applies = when && scope.holds(when)
    const bound = (operand: NumberOperand | DayOperand | undefined) => {
      if (operand === undefined) return () => null
      return column.isDate
        ? dayOf(operand as DayOperand, scope.sheet, scope.referenceDate)
        : numberOf(operand as NumberOperand, scope.sheet, column.scale)
    }
    const [low, high] = [bound(from), bound(to)]
    const outside = (answer: Value, row: Row): string | undefined => {
      const [least, most] = [low(row), high(row)]
      if (isValue(least) && answer < least)
        return `${column.show(least)} or ${column.isDate ? 'later' : 'more'}`
      if (isValue(most) && answer > most)
        return `${column.show(most)} or ${column.isDate ? 'earlier' : 'less'}`
      return undefined
    }
    const row = (row: Row) => {
      const answer = row.answers[column.index] ?? null
      if (!isValue(answer) || (applies && !applies(row))) return
      const expected = outside(answer, row)
      if (expected === undefined) return
      scope.report({
        row,
        column,
        looksAt: [column],
        message: `${column.heading} is ${column.show(answer)}, which is outside what is likely.`,
        expected,
        fix: 'Check it against your own records, and mend it if it is wrong.',
      })
    }
    return { row }
  },
})

const relations = {
  before: { test: (a, b) => a < b, words: 'before' },
  'on-or-before': { test: (a, b) => a <= b, words: 'on or before' },
  after: { test: (a, b) => a > b, words: 'after' },
  'on-or-after': { test: (a, b) => a >= b, words: 'on or after' },
  under: { test: (a, b) => a < b, words: 'less than' },
  'at-most': { test: (a, b) => a <= b, words: 'no more than' },
  over: { test: (a, b) => a > b, words: 'more than' },
  'at-least': { test: (a, b) => a >= b, words: 'no less than' },
  'same-as': { test: (a, b) => a === b, words: 'the same as' },
  'different-from': { test: (a, b) => a !== b, words: 'different from' },
} as const satisfies Record<string, { test(a: string | number, b: string | number): boolean; words: string }>

/** Two columns of a row stand in a relation. Nothing is said when either is blank, not held or unreadable. */
export const compare = ruleKind({
  options: z.strictObject({
    column: Name,
    is: z.literal(Object.keys(relations) as (keyof typeof relations)[]),
    other: Name,
    when: Condition.optional(),
  }),
  references: ({ column, other, when }) => [
    { column },
    { column: other },
    ...(when ? [{ condition: when }] : []),
  ],
  watch: ({ column: id, is, other: otherId, when }, scope) => {
    const [column, other] = [scope.sheet.column(id), scope.sheet.column(otherId)]
    const { test, words } = relations[is]
    const applies = when && scope.holds(when)
    const row = (row: Row) => {
      const [a, b] = [row.answers[column.index] ?? null, row.answers[other.index] ?? null]
      if (!isValue(a) || !isValue(b) || test(a, b) || (applies && !applies(row))) return
      scope.report({
        row,
        column,
        looksAt: [column, other],
        message: `${column.heading} is ${column.show(a)}, but ${other.heading} is ${other.show(b)}.`,
        expected: `${column.heading} to be ${words} ${other.heading}`,
        fix: 'Check both against your own records, and mend the one that is wrong.',
      })
    }
    return { row }
  },
})

/** A condition holds of the row. What is wrong when it does not is for the collection to say, in `says`. */
export const holds = ruleKind({
  options: z.strictObject({ column: Name, check: Condition, when: Condition.optional() }),
  references: ({ column, check, when }) => [
    { column },
    { condition: check },
    ...(when ? [{ condition: when }] : []),
  ],
  watch: ({ column: id, check, when }, scope) => {
    const column = scope.sheet.column(id)
    const [fits, applies] = [scope.holds(check), when && scope.holds(when)]
    const looksAt = [check, when].flatMap((condition) => (condition ? columnsIn(condition) : []))
    const row = (row: Row) => {
      if (fits(row) !== false || (applies && !applies(row))) return
      scope.report({
        row,
        column,
        looksAt: [...new Set([id, ...looksAt])].map((name) => scope.sheet.column(name)),
        message: `${column.heading} does not fit the other answers of the row.`,
        expected: 'answers that fit together',
        fix: 'Check the row against your own records.',
      })
    }
    return { row }
  },
})
