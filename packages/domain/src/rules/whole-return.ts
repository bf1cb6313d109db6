import { z } from 'zod'
import { isValue } from '../answer.ts'
import type { Row, SheetColumn } from '../compiled-sheet.ts'
import { Condition } from '../condition.ts'
import { Name } from '../ids.ts'
import { counted, withCommas } from '../text.ts'
import { addend } from './addend.ts'
import { type ConditionReference, type Reference, type RuleScope, ruleKind } from './rule-kind.ts'

/** Too large a share of the rows are of a kind: over `share` of them, and over `minimum` rows. */
export const shareOfRows = ruleKind({
  options: z.strictObject({
    column: Name,
    where: Condition,
    among: Condition.optional(),
    share: z.number().gt(0).lt(1),
    minimum: z.int().min(0).default(0),
  }),
  references: ({ column, where, among }) => [
    { column },
    { condition: where },
    ...(among ? [{ condition: among }] : []),
  ],
  watch: ({ column: id, where, among, share, minimum }, scope) => {
    const column = scope.sheet.column(id)
    const [isOne, counts] = [scope.holds(where), among && scope.holds(among)]
    let [those, all] = [0, 0]
    return {
      row: (row) => {
        if (counts && !counts(row)) return
        all++
        if (isOne(row)) those++
      },
      end: () => {
        if (those <= minimum || those <= share * all) return
        scope.report({
          column,
          looksAt: [],
          found: `${counted(those, 'row')} of ${withCommas(all)}`,
          facts: { rows: withCommas(those), all: withCommas(all), share: percent(those / all) },
          message: `${counted(those, 'row')} of ${withCommas(all)} (${percent(those / all)}) stand out in ${column.heading}.`,
          expected: `no more than ${percent(share)} of the rows`,
          fix: 'Check these rows against your own records. If they are right, explain why.',
        })
      },
    }
  },
})

/** What a number of the return is: its rows, or a column's sum. */
const Counted = {
  where: Condition.optional(),
  /** Left out: the rows are counted. */
  sum: Name.optional(),
}

/**
 * A number of the return is not far from what it was in the last round. It is far when it has at least changed by `factor`
 * (2: half or double) and by `minimum`. `none` says whether a fall to nothing counts here (`included`), is left to another rule
 * (`left-out`), or is all that counts (`only`).
 */
const changedNumber = z.strictObject({
  column: Name,
  ...Counted,
  factor: z.number().gt(1).default(2),
  minimum: z.number().positive(),
  none: z.literal(['included', 'left-out', 'only']).default('included'),
})

/** Different from this authority's return in the last round. Nothing is said where there is none. */
export const changedSinceLastRound = ruleKind({
  options: z.strictObject({
    column: Name,
    sameRow: z.literal(true).optional(),
    ...Counted,
    factor: z.number().gt(1).default(2),
    minimum: z.number().positive().default(1),
    none: z.literal(['included', 'left-out', 'only']).default('included'),
  }),
  references: ({ column, where, sum }) => [{ column }, ...numberReferences(where, sum)],
  watch: (options, scope) => (options.sameRow ? sameRow(options.column, scope) : sameNumber(options, scope)),
})

function sameRow(id: string, scope: RuleScope) {
  const column = scope.sheet.column(id)
  return {
    row: (row: Row) => {
      if (row.key === undefined) return
      const before = scope.lastRound?.row(scope.sheet.id, row.key)?.answers[column.index] ?? null
      const now = row.answers[column.index] ?? null
      if (!isValue(before) || !isValue(now) || before === now) return
      scope.report({
        row,
        column,
        looksAt: [column],
        facts: { before: column.show(before) },
        message: `${column.heading} is ${column.show(now)}, but was ${column.show(before)} for the same child in your last return.`,
        expected: column.show(before),
        fix: 'Check it against your own records. If the last return was wrong, tell the office; if this one is, mend it.',
      })
    },
  }
}

function sameNumber(options: z.infer<typeof changedNumber>, scope: RuleScope) {
  const { column: id, where, sum } = options
  const column = scope.sheet.column(id)
  const now = tally(where, sum, scope)
  return {
    row: now.take,
    end: () => {
      if (scope.lastRound === undefined) return
      const before = tally(where, sum, scope)
      for (const row of scope.lastRound.rows(scope.sheet.id)) before.take(row)
      const [was, is] = [before.total(), now.total()]
      const unit = sum === undefined ? 1 : scope.sheet.column(sum).scale || 1
      if (was === undefined || is === undefined || !isFar(was, is, unit, options)) return
      const shown = (value: number) =>
        sum === undefined ? withCommas(value) : scope.sheet.column(sum).show(value)
      const what = sum === undefined ? 'The number of rows' : scope.sheet.column(sum).heading
      scope.report({
        column,
        looksAt: [],
        found: shown(is),
        facts: { before: shown(was), now: shown(is) },
        message: `${what} is ${shown(is)}; in your last return it was ${shown(was)}.`,
        expected: `something nearer ${shown(was)}`,
        fix: 'Check that nothing is missing or given twice. If it is right, explain what changed.',
      })
    },
  }
}

function isFar(
  was: number,
  is: number,
  unit: number,
  { factor, minimum, none }: z.infer<typeof changedNumber>,
): boolean {
  if (is === 0 ? none === 'left-out' : none === 'only') return false
  return (is * factor <= was || is >= was * factor) && Math.abs(is - was) >= minimum * unit
}

/** A number of the return is not too large a share of a reference population of the authority. */
export const againstReference = ruleKind({
  options: z.strictObject({
    column: Name,
    ...Counted,
    population: z.string().min(1),
    share: z.number().positive(),
    minimum: z.number().min(0).default(0),
  }),
  references: ({ column, where, sum }) => [{ column }, ...numberReferences(where, sum)],
  watch: ({ column: id, where, sum, population, share, minimum }, scope) => {
    const column = scope.sheet.column(id)
    const now = tally(where, sum, scope)
    return {
      row: now.take,
      end: () => {
        const [is, all] = [now.total(), scope.population(population)]
        if (is === undefined || all === undefined || is <= all * share || is <= minimum) return
        scope.report({
          column,
          looksAt: [],
          found: withCommas(is),
          facts: { now: withCommas(is), population: withCommas(all), share: percent(is / all) },
          message: `${withCommas(is)} is ${percent(is / all)} of your ${withCommas(all)} ${population.replaceAll('-', ' ')}.`,
          expected: `no more than ${percent(share)} of them`,
          fix: 'Check that every row belongs in this return. If they do, explain why there are so many.',
        })
      },
    }
  },
})

/** Counts rows or sums a column; not known once a row it should count cannot be read. */
function tally(where: Condition | undefined, sum: string | undefined, scope: RuleScope) {
  const counts = where && scope.holds(where)
  const column: SheetColumn | undefined = sum === undefined ? undefined : scope.sheet.column(sum)
  let total: number | undefined = 0
  return {
    take: (row: Row) => {
      if (total === undefined || (counts && counts(row) === false)) return
      if (column === undefined) {
        total++
        return
      }
      const part = addend(row, column)
      total = part === undefined ? undefined : total + part
    },
    total: () => total,
  }
}

function numberReferences(
  where: Condition | undefined,
  sum: string | undefined,
): (Reference | ConditionReference)[] {
  return [
    ...(where ? [{ condition: where }] : []),
    ...(sum === undefined ? [] : [{ column: sum, as: 'number' as const }]),
  ]
}

/** 0.1234 as '12%'; under one per cent with a decimal: '0.4%'. */
const percent = (share: number): string =>
  `${share < 0.01 ? Math.round(share * 1000) / 10 : Math.round(share * 100)}%`
