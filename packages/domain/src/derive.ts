import { type Answer, isNotHeld, isUnreadable, isValue, type Value } from './answer.ts'
import { type CalendarDate, daysBetween, monthsBetween, yearsBetween } from './calendar-date.ts'
import type { CompiledSheet } from './compiled-sheet.ts'
import type { DerivedColumn } from './derived-column.ts'
import type { ReadingScope } from './types/column-type.ts'

/** Who is making the return, once that is known. */
export type ReturningAuthority = () => string | undefined

type Derive = (answers: readonly Answer[]) => Answer

/** Makes the functions that work out a sheet's derived columns, in their order: one may be made from an earlier one. */
export function derivations(
  sheet: CompiledSheet,
  scope: ReadingScope,
  returning: ReturningAuthority,
): readonly Derive[] {
  return sheet.columns.slice(sheet.asked).map(({ derived }) => {
    if (derived === undefined) throw new Error(`column without a source in sheet ${sheet.id}`)
    return derivation(derived, sheet, scope, returning)
  })
}

function derivation(
  derived: DerivedColumn,
  sheet: CompiledSheet,
  scope: ReadingScope,
  returning: ReturningAuthority,
): Derive {
  const at = (column: string) => sheet.column(column).index
  const { referenceDate } = scope
  switch (derived.kind) {
    case 'age':
      return from(
        at(derived.of),
        remembering((born) => notBefore(born, referenceDate, yearsBetween)),
      )
    case 'days-between':
      return between(derived, at, referenceDate, daysBetween)
    case 'months-between':
      return between(derived, at, referenceDate, monthsBetween)
    case 'band':
      return from(at(derived.of), bandOf(derived, sheet.column(derived.of).scale))
    case 'group':
      return from(at(derived.of), groupOf(sheet.column(derived.of).source, scope))
    case 'region':
      return from(at(derived.of), regionOf(sheet.column(derived.of).source, scope))
    case 'own-authority':
      return from(at(derived.of), (value) => {
        const own = returning()
        return own === undefined ? null : value === own ? derived.same : derived.other
      })
    case 'scaled':
      return from(at(derived.of), (value) => halfUp(Number(value) * derived.times, derived.over))
    case 'sum-of':
      return sumOf(derived.of.map(at))
  }
}

/** Works on the value of one column; blank, not held and unreadable go through as they are. */
const from =
  (index: number, work: (value: Value) => Answer): Derive =>
  (answers) => {
    const answer = answers[index] ?? null
    return isValue(answer) ? work(answer) : answer
  }

// A few thousand days serve a hundred thousand children.
const mostRemembered = 20_000

function remembering(work: (value: Value) => Answer): (value: Value) => Answer {
  const known = new Map<Value, Answer>()
  return (value) => {
    const before = known.get(value)
    if (before !== undefined) return before
    const answer = work(value)
    if (known.size < mostRemembered) known.set(value, answer)
    return answer
  }
}

/** A date after the reference date is for a rule to report; nothing is worked out from it. */
const notBefore = (
  first: Value,
  last: CalendarDate,
  count: (from: CalendarDate, to: CalendarDate) => number,
): Answer => ((first as CalendarDate) > last ? null : count(first as CalendarDate, last))

function between(
  { from: start, to: end }: { from: string; to?: string | undefined },
  at: (column: string) => number,
  referenceDate: CalendarDate,
  count: (from: CalendarDate, to: CalendarDate) => number,
): Derive {
  const first = at(start)
  if (end === undefined)
    return from(
      first,
      remembering((value) => notBefore(value, referenceDate, count)),
    )
  const last = at(end)
  return (answers) => {
    const [a, b] = [answers[first] ?? null, answers[last] ?? null]
    if (!isValue(a)) return a
    return isValue(b) ? notBefore(a, b as CalendarDate, count) : b
  }
}

function bandOf(
  { bands }: Extract<DerivedColumn, { kind: 'band' }>,
  scale: number,
): (value: Value) => Answer {
  const edges = bands.map(({ label, from: low, below }) => ({
    label,
    low: low === undefined ? Number.NEGATIVE_INFINITY : low * scale,
    below: below === undefined ? Number.POSITIVE_INFINITY : below * scale,
  }))
  return (value) =>
    edges.find(({ low, below }) => Number(value) >= low && Number(value) < below)?.label ?? null
}

function groupOf(
  source: CompiledSheet['columns'][number]['source'],
  scope: ReadingScope,
): (value: Value) => Answer {
  if (source?.type !== 'code') return () => null
  const list = scope.list(source.list)
  return (value) => {
    const code = list.get(String(value))
    return code?.group ?? code?.label ?? null
  }
}

function regionOf(
  source: CompiledSheet['columns'][number]['source'],
  scope: ReadingScope,
): (value: Value) => Answer {
  const outside =
    source?.type === 'authority' && source.outside !== undefined ? scope.list(source.outside) : undefined
  return (value) => {
    const elsewhere = outside?.get(String(value))
    return scope.authorities.get(String(value))?.region ?? elsewhere?.group ?? elsewhere?.label ?? null
  }
}

function sumOf(indexes: readonly number[]): Derive {
  return (answers) => {
    const parts = indexes.map((index) => answers[index] ?? null)
    const missing = parts.find(isUnreadable) ?? parts.find(isNotHeld)
    if (missing !== undefined) return missing
    if (parts.includes(null)) return null
    return parts.reduce<number>((sum, part) => sum + Number(part), 0)
  }
}

/** value ÷ over, to the nearest whole number, halves away from nought; exact for whole numbers in the safe range. */
function halfUp(value: number, over: number): number {
  const size = Math.abs(value)
  const whole = Math.floor(size / over)
  const rest = size - whole * over
  return Math.sign(value) * (rest * 2 >= over ? whole + 1 : whole) + 0
}
