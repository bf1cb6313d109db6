import { z } from 'zod'
import type { CompiledSheet, Row, SheetColumn } from '../compiled-sheet.ts'
import { Condition } from '../condition.ts'
import { Name } from '../ids.ts'
import type { Predicate } from '../predicate.ts'
import { addend } from './addend.ts'
import { type ConditionReference, type Reference, type RuleScope, ruleKind } from './rule-kind.ts'

/** What a total is of: columns of the same row, the rows of a sheet, or a column of a sheet. */
const Of = z.union([
  z.strictObject({ parts: z.array(Name).min(1) }),
  z.strictObject({ rows: Name, where: Condition.optional() }),
  z.strictObject({ sum: Name, sheet: Name, where: Condition.optional() }),
])
type Of = z.infer<typeof Of>

const fits = {
  equal: { test: (a: number, b: number) => a === b, words: '' },
  'at-least': { test: (a: number, b: number) => a >= b, words: 'at least ' },
  'at-most': { test: (a: number, b: number) => a <= b, words: 'at most ' },
}

/**
 * A stated number is what it should be: the sum of its parts, of a sheet's rows or of a column of a sheet, or a limit made from one.
 * A blank part that may be blank counts as nought; where a part is not known nothing is said, as the sum is not known either.
 */
export const addsUp = ruleKind({
  options: z.strictObject({
    column: Name,
    of: Of,
    is: z.literal(['equal', 'at-least', 'at-most']).default('equal'),
    times: z.number().positive().default(1),
    when: Condition.optional(),
  }),
  references: ({ column, of, when }) => [
    { column, as: 'number' },
    ...referencesOf(of),
    ...(when ? [{ condition: when }] : []),
  ],
  watch: ({ column: id, of, is, times, when }, scope) => {
    const column = scope.sheet.column(id)
    const applies = when && scope.holds(when)
    const { test, words } = fits[is]
    const judge = (
      row: Row,
      sum: number,
      what: string,
      shown: (value: number) => string,
      looksAt: SheetColumn[],
    ) => {
      const stated = row.answers[column.index] ?? null
      if (typeof stated !== 'number' || test(stated, sum * times) || (applies && !applies(row))) return
      const wanted = shown(Math.round(sum * times))
      scope.report({
        row,
        column,
        looksAt: [column, ...looksAt],
        facts: { sum: shown(sum), wanted },
        message: `${column.heading} is ${column.show(stated)}, but ${what} ${shown(sum)}.`,
        expected: `${words}${wanted}`,
        fix: 'Check both, and mend the one that is wrong.',
      })
    }
    if ('parts' in of) return withinRow(of.parts, scope, judge)
    return overSheet(of, column, scope, judge)
  },
})

type Judge = (
  row: Row,
  sum: number,
  what: string,
  shown: (value: number) => string,
  looksAt: SheetColumn[],
) => void

function withinRow(parts: readonly string[], { sheet }: RuleScope, judge: Judge) {
  const columns = parts.map((id) => sheet.column(id))
  const [first] = columns
  const what = `${columns.map(({ heading }) => heading).join(' + ')} ${columns.length === 1 ? 'is' : 'comes to'}`
  return {
    row: (row: Row) => {
      const addends = columns.map((column) => addend(row, column)).filter((part) => part !== undefined)
      if (addends.length < columns.length) return
      const sum = addends.reduce((running, part) => running + part, 0)
      judge(row, sum, what, (value) => first?.show(value) ?? String(value), columns)
    },
  }
}

function overSheet(
  of: Exclude<Of, { parts: string[] }>,
  column: SheetColumn,
  scope: RuleScope,
  judge: Judge,
) {
  const there = scope.other('rows' in of ? of.rows : of.sheet)
  const running =
    'rows' in of ? counting(of.where && scope.holds(of.where, there)) : summing(of, there, scope)
  const stated: Row[] = []
  const row = (row: Row) => void stated.push({ ...row, answers: row.answers.slice() })
  const name = there.sheet.name
  const what =
    'rows' in of
      ? `the number of rows on the ${name} sheet is`
      : `${there.column(of.sum).heading} on the ${name} sheet comes to`
  const shown = (value: number) => ('rows' in of ? column.show(value) : there.column(of.sum).show(value))
  return {
    row,
    rowsOf: { [there.id]: running.take },
    end: () => {
      const sum = running.sum()
      if (sum === undefined) return
      for (const row of stated) judge(row, sum, what, shown, [])
    },
  }
}

function counting(where: Predicate | undefined) {
  let rows: number | undefined = 0
  return {
    take: (row: Row) => {
      const counts = where ? where(row) : true
      if (counts === undefined) rows = undefined
      else if (counts && rows !== undefined) rows++
    },
    sum: () => rows,
  }
}

function summing({ sum: id, where }: Extract<Of, { sum: string }>, there: CompiledSheet, scope: RuleScope) {
  const column = there.column(id)
  const counts = where && scope.holds(where, there)
  let sum: number | undefined = 0
  return {
    take: (row: Row) => {
      if (sum === undefined || (counts && counts(row) === false)) return
      const part = addend(row, column)
      sum = part === undefined ? undefined : sum + part
    },
    sum: () => sum,
  }
}

function referencesOf(of: Of): (Reference | ConditionReference)[] {
  if ('parts' in of) return of.parts.map((column) => ({ column, as: 'number' as const }))
  const sheet = 'rows' in of ? of.rows : of.sheet
  const where = of.where ? [{ sheet, condition: of.where }] : []
  return 'rows' in of ? where : [{ sheet, column: of.sum, as: 'number' as const }, ...where]
}
