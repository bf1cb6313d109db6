import { type Answer, isNotHeld, isValue } from './answer.ts'
import type { Row, SheetColumn } from './compiled-sheet.ts'

/** How rows that answered 'not held', or nothing, are named in a breakdown, so that a breakdown always adds to its total. */
export const notHeldLabel = 'Not held'
export const notAnsweredLabel = 'Not answered'

export type GroupValues = Readonly<Record<string, string | number>>

/** Sorts rows into groups that are alike in some columns. Every figure broken down so asks the same one. */
export interface Grouping {
  /** Finds the row's group; call it once for each row, before `current` is asked. */
  see(row: Row): void
  /** The group of the row seen last: 0, 1, 2 … in the order they were first met. */
  current(): number
  valuesOf(group: number): GroupValues
}

export function grouping(columns: readonly SheetColumn[]): Grouping {
  const [only, ...others] = columns
  if (only === undefined) return { see: () => {}, current: () => 0, valuesOf: () => ({}) }
  const found = new Map<string | number, number>()
  const values: GroupValues[] = []
  let current = 0
  const keyOf =
    others.length === 0
      ? (row: Row) => nameOf(row, only)
      : (row: Row) => columns.map((column) => nameOf(row, column)).join('\u001f')
  return {
    see(row) {
      const key = keyOf(row)
      const group = found.get(key)
      if (group !== undefined) {
        current = group
        return
      }
      current = values.push(Object.fromEntries(columns.map((column) => [column.id, nameOf(row, column)]))) - 1
      found.set(key, current)
    },
    current: () => current,
    valuesOf: (group) => values[group] ?? {},
  }
}

function nameOf({ answers }: Row, { index }: SheetColumn): string | number {
  const answer: Answer = answers[index] ?? null
  if (isValue(answer)) return answer
  return isNotHeld(answer) ? notHeldLabel : notAnsweredLabel
}
