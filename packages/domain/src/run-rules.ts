import { populationOn } from './authority.ts'
import { inWords } from './calendar-date.ts'
import type { CompiledCollection } from './compiled-collection.ts'
import type { CompiledSheet, Row } from './compiled-sheet.ts'
import type { ReturningAuthority } from './derive.ts'
import type { LastRound } from './last-round.ts'
import { predicate } from './predicate.ts'
import type { Placing, Report } from './report.ts'
import { kindOf } from './rules/index.ts'
import type { RuleScope, Watch } from './rules/rule-kind.ts'

/** Sets every rule of a collection to watch one return. */
export function startRules(
  compiled: CompiledCollection,
  report: Report,
  lastRound: LastRound | undefined,
  returning: ReturningAuthority,
) {
  const { referenceDate } = compiled
  const known = { reference_date: inWords(referenceDate) }
  const placings = new Map<CompiledSheet, Placing>()
  const watchers: ((row: Row) => void)[][] = compiled.sheets.map(() => [])
  const ends: { sheet: CompiledSheet; end: () => void }[] = []

  for (const [place, rule] of rulesOf(compiled).entries()) {
    const sheet = compiled.sheet(rule.sheet)
    const scope: RuleScope = {
      sheet,
      referenceDate,
      lastRound,
      other: (id) => compiled.sheet(id),
      holds: (condition, of = sheet) => predicate(condition, of, referenceDate),
      population: (of) => {
        const authority = compiled.authorities.get(returning() ?? '')
        return authority && populationOn(authority, of, referenceDate)
      },
      report: (complaint) => {
        const placing = placings.get(sheet)
        const facts = { ...known, ...complaint.facts }
        if (placing) report.rule(sheet, placing, rule, place, { ...complaint, facts })
      },
    }
    const watch: Watch = kindOf(rule).watch(rule, scope)
    if (watch.row) watchers[sheet.index]?.push(watch.row)
    for (const [other, take] of Object.entries(watch.rowsOf ?? {}))
      watchers[compiled.sheet(other).index]?.push(take)
    if (watch.end) ends.push({ sheet, end: watch.end })
  }

  return {
    row(sheet: CompiledSheet, row: Row) {
      for (const watch of watchers[sheet.index] ?? []) watch(row)
    },
    /** Told where a sheet's answers are, once that is known and before its first row. */
    placed(sheet: CompiledSheet, placing: Placing) {
      placings.set(sheet, placing)
    },
    end() {
      for (const { end } of ends) end()
    },
  }
}

/** Every rule that watches a return, in the order in which what they find in one cell is told. */
export const rulesOf = (compiled: CompiledCollection): CompiledCollection['collection']['rules'] =>
  requiredColumns(compiled).concat(compiled.collection.rules)

/** A column that has to be answered is a rule like any other, called after the column. */
function requiredColumns({ collection }: CompiledCollection): CompiledCollection['collection']['rules'] {
  return collection.sheets.flatMap((sheet) =>
    sheet.columns.flatMap((column) =>
      column.required
        ? [
            {
              code: `${column.id}.blank`,
              severity: 'error' as const,
              sheet: sheet.id,
              kind: 'required' as const,
              column: column.id,
            },
          ]
        : [],
    ),
  )
}
