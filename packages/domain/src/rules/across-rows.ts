import { z } from 'zod'
import { type Answer, isValue, type Value } from '../answer.ts'
import { keyOf, type Row } from '../compiled-sheet.ts'
import { Condition } from '../condition.ts'
import { Name } from '../ids.ts'
import { ruleKind } from './rule-kind.ts'

/** No two rows give the same values for these columns. The later of two rows is reported; a row with a blank among them is not looked at. */
export const unique = ruleKind({
  options: z.strictObject({
    columns: z.array(Name).min(1),
    /** Rows that are alike in this too are the business of another rule. */
    unlessSame: Name.optional(),
  }),
  references: ({ columns, unlessSame }) =>
    [...columns, ...(unlessSame ? [unlessSame] : [])].map((column) => ({ column })),
  watch: ({ columns: ids, unlessSame }, scope) => {
    const columns = ids.map((id) => scope.sheet.column(id))
    const indexes = columns.map(({ index }) => index)
    const [column] = columns
    const apart = unlessSame === undefined ? undefined : scope.sheet.column(unlessSame).index
    const firsts = new Map<string, number>()
    const apartOf = new Map<string, Answer>()
    const apartFrom = (row: Row): Answer => (apart === undefined ? null : (row.answers[apart] ?? null))
    /** The number of the row that gave the same values before, where there is one that is not left to another rule. */
    const firstLike = (row: Row): number | undefined => {
      const key = keyOf(row.answers, indexes)
      if (key === undefined) return undefined
      const first = firsts.get(key)
      const own = apartFrom(row)
      if (first === undefined) {
        firsts.set(key, row.number)
        if (apart !== undefined) apartOf.set(key, own)
        return undefined
      }
      return apart !== undefined && apartOf.get(key) === own ? undefined : first
    }
    const row = (row: Row) => {
      const first = firstLike(row)
      if (first === undefined || column === undefined) return
      const what = columns.map(({ heading }) => heading).join(', ')
      scope.report({
        row,
        column,
        looksAt: columns,
        facts: { first_row: String(first) },
        message: `${what} ${columns.length === 1 ? 'is' : 'are'} the same as on row ${first}.`,
        expected: `${what} to be given once`,
        fix: `Compare this row with row ${first}. If they are one child, delete one of them; if not, mend the one that is wrong.`,
      })
    }
    return { row }
  },
})

/** Each value is also a value of a column in another sheet. */
export const existsIn = ruleKind({
  options: z.strictObject({ column: Name, inSheet: Name, inColumn: Name, when: Condition.optional() }),
  references: ({ column, inSheet, inColumn, when }) => [
    { column },
    { sheet: inSheet, column: inColumn },
    ...(when ? [{ condition: when }] : []),
  ],
  watch: ({ column: id, inSheet, inColumn, when }, scope) => {
    const column = scope.sheet.column(id)
    const other = scope.other(inSheet)
    const there = other.column(inColumn)
    const applies = when && scope.holds(when)
    const known = new Set<Value>()
    const asked: Row[] = []
    const collect = (row: Row) => {
      const value = row.answers[there.index] ?? null
      if (isValue(value)) known.add(value)
    }
    const row = (row: Row) => {
      if (isValue(row.answers[column.index] ?? null) && (!applies || applies(row))) asked.push(keep(row))
    }
    return {
      row,
      rowsOf: { [inSheet]: collect },
      end: () => {
        for (const row of asked) {
          const value = row.answers[column.index] ?? null
          if (!isValue(value) || known.has(value)) continue
          scope.report({
            row,
            column,
            looksAt: [column],
            message: `${column.heading} ${column.show(value)} is not on the ${other.sheet.name} sheet.`,
            expected: `one that is also under ${there.heading} on the ${other.sheet.name} sheet`,
            fix: `Add it to the ${other.sheet.name} sheet, or mend it here.`,
          })
        }
      },
    }
  },
})

/** The date ranges of one child do not overlap. A range with no end goes on for ever; one may start on the day another ends. */
export const noOverlap = ruleKind({
  options: z.strictObject({ of: z.array(Name).min(1), start: Name, end: Name }),
  references: ({ of, start, end }) => [
    ...of.map((column) => ({ column })),
    { column: start, as: 'date' as const },
    { column: end, as: 'date' as const },
  ],
  watch: ({ of, start: startId, end: endId }, scope) => {
    const [start, end] = [scope.sheet.column(startId), scope.sheet.column(endId)]
    const key = of.map((id) => scope.sheet.column(id).index)
    const byChild = new Map<string, Row[]>()
    const row = (row: Row) => {
      const child = keyOf(row.answers, key)
      const until = row.answers[end.index] ?? null
      if (child === undefined || !isValue(row.answers[start.index] ?? null)) return
      if (until !== null && !isValue(until)) return
      byChild.set(child, [...(byChild.get(child) ?? []), keep(row)])
    }
    return {
      row,
      end: () => {
        for (const rows of byChild.values()) {
          for (const [earlier, later] of overlaps(rows, start.index, end.index)) {
            scope.report({
              row: later,
              column: start,
              looksAt: [start, end],
              facts: { first_row: String(earlier.number) },
              message: `${start.heading} is ${start.show(later.answers[start.index] ?? null)}, before the dates on row ${earlier.number} for the same child end.`,
              expected: 'dates of one child that follow each other',
              fix: `Compare this row with row ${earlier.number}, and mend the date that is wrong.`,
            })
          }
        }
      },
    }
  },
})

/** Each row that starts before one that began earlier has ended, with the one that goes on longest. */
function overlaps(rows: readonly Row[], start: number, end: number): [earlier: Row, later: Row][] {
  const begins = (row: Row) => String(row.answers[start])
  const ends = (row: Row) => String(row.answers[end] ?? '9999-12-31')
  const inOrder = rows.toSorted((a, b) =>
    begins(a) < begins(b) ? -1 : begins(a) > begins(b) ? 1 : a.number - b.number,
  )
  const found: [Row, Row][] = []
  let longest: Row | undefined
  for (const row of inOrder) {
    if (longest !== undefined && begins(row) < ends(longest)) found.push([longest, row])
    if (longest === undefined || ends(row) > ends(longest)) longest = row
  }
  return found
}

/** A row to look at again later: the reader uses its arrays for the next one. */
const keep = (row: Row): Row => ({ ...row, answers: row.answers.slice() })
