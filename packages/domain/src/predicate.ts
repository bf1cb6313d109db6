import { type Answer, isNotHeld, isUnreadable, isValue } from './answer.ts'
import { type CalendarDate, shift } from './calendar-date.ts'
import type { CompiledSheet, Row } from './compiled-sheet.ts'
import type { Condition, DayOperand, NumberOperand } from './condition.ts'

/** Whether a condition holds of a row; `undefined` when a cell it looks at could not be read, so nobody can say. */
export type Predicate = (row: Row) => boolean | undefined

/** Makes a condition ready to ask of row after row. */
export function predicate(
  condition: Condition,
  sheet: CompiledSheet,
  referenceDate: CalendarDate,
): Predicate {
  const make = (part: Condition) => predicate(part, sheet, referenceDate)
  if ('all' in condition) return every(condition.all.map(make))
  if ('any' in condition) return some(condition.any.map(make))
  if ('not' in condition) return opposite(make(condition.not))
  if ('inLastRound' in condition) return (row) => row.inLastRound
  return ofColumn(condition, sheet, referenceDate)
}

type OfColumn = Extract<Condition, { column: string }>

function ofColumn(condition: OfColumn, sheet: CompiledSheet, referenceDate: CalendarDate): Predicate {
  const { index, scale } = sheet.column(condition.column)
  if ('answered' in condition) return readable(index, isValue)
  if ('blank' in condition) return readable(index, (answer) => answer === null)
  if ('notHeld' in condition) return readable(index, isNotHeld)
  if ('is' in condition) return among(index, scale, [condition.is])
  if ('in' in condition) return among(index, scale, condition.in)
  if ('before' in condition) {
    return compared(index, dayOf(condition.before, sheet, referenceDate), (a, b) => a < b)
  }
  if ('after' in condition)
    return compared(index, dayOf(condition.after, sheet, referenceDate), (a, b) => a > b)
  if ('over' in condition) return compared(index, numberOf(condition.over, sheet, scale), (a, b) => a > b)
  return compared(index, numberOf(condition.under, sheet, scale), (a, b) => a < b)
}

const every =
  (parts: readonly Predicate[]): Predicate =>
  (row) => {
    let holds: boolean | undefined = true
    for (const part of parts) {
      const one = part(row)
      if (one === false) return false
      if (one === undefined) holds = undefined
    }
    return holds
  }

const some =
  (parts: readonly Predicate[]): Predicate =>
  (row) => {
    let holds: boolean | undefined = false
    for (const part of parts) {
      const one = part(row)
      if (one === true) return true
      if (one === undefined) holds = undefined
    }
    return holds
  }

const opposite =
  (part: Predicate): Predicate =>
  (row) => {
    const holds = part(row)
    return holds === undefined ? undefined : !holds
  }

const readable =
  (index: number, test: (answer: Answer) => boolean): Predicate =>
  ({ answers }) => {
    const answer = answers[index] ?? null
    return isUnreadable(answer) ? undefined : test(answer)
  }

function among(index: number, scale: number, values: readonly (string | number)[]): Predicate {
  const kept = new Set<Answer>(
    values.map((value) => (typeof value === 'number' ? value * (scale || 1) : value)),
  )
  return readable(index, (answer) => kept.has(answer))
}

type Operand = (row: Row) => Answer

const compared =
  (index: number, operand: Operand, test: (a: string | number, b: string | number) => boolean): Predicate =>
  (row) => {
    const answer = row.answers[index] ?? null
    const other = operand(row)
    if (isUnreadable(answer) || isUnreadable(other)) return undefined
    return isValue(answer) && isValue(other) && test(answer, other)
  }

/** A day to compare with, worked out now if it is the same for every row. */
export function dayOf(operand: DayOperand, sheet: CompiledSheet, referenceDate: CalendarDate): Operand {
  if (typeof operand === 'string') return () => operand
  if ('day' in operand) {
    const fixed = shift(referenceDate, operand)
    return () => fixed
  }
  const { index } = sheet.column(operand.column)
  const moves = Boolean(operand.years || operand.months || operand.days)
  return ({ answers }) => {
    const answer = answers[index] ?? null
    return moves && isValue(answer) ? shift(answer as CalendarDate, operand) : answer
  }
}

/** A number to compare with, in what the column is kept in. */
export function numberOf(operand: NumberOperand, sheet: CompiledSheet, scale: number): Operand {
  if (typeof operand === 'number') {
    const kept = operand * (scale || 1)
    return () => kept
  }
  const { index } = sheet.column(operand.column)
  return ({ answers }) => answers[index] ?? null
}
