import { isUnreadable } from './answer.ts'
import type { Cell } from './cell.ts'
import { type CheckedReturn, outcomeOf } from './check.ts'
import type { NilMeaning } from './collection-shape.ts'
import type { CompiledCollection } from './compiled-collection.ts'
import type { CompiledSheet, Row } from './compiled-sheet.ts'
import { type Contribution, startContribution } from './contribution.ts'
import { type KeptReturn, keepRows } from './kept-return.ts'
import type { LastRound } from './last-round.ts'
import { rowReader } from './read-row.ts'
import { type Placing, startReport } from './report.ts'
import { startRules } from './run-rules.ts'

/** A nil return as it was checked and counted: like a workbook whose tables are empty. */
export interface NilReturn extends CheckedReturn {
  /** What the authority says by it, in a sentence. */
  readonly means: string
  readonly contribution: Contribution
  readonly kept: KeptReturn
}

/**
 * Checks a return that says there is nothing to report, by the same rules as any other. `undefined` where the collection does not
 * say what a nil return would mean, so that none can be made.
 */
export function nilReturn(
  compiled: CompiledCollection,
  authority: string,
  { lastRound }: { readonly lastRound?: LastRound | undefined } = {},
): NilReturn | undefined {
  const meaning = compiled.collection.nilReturn
  if (meaning === undefined) return undefined
  const report = startReport()
  const rules = startRules(compiled, report, lastRound, () => authority)
  const contribution = startContribution(compiled, { hasLastRound: lastRound !== undefined })
  const kept = keepRows(compiled)
  for (const sheet of compiled.sheets) {
    rules.placed(sheet, placingOf(sheet))
    if (sheet.sheet.kind === 'table') continue
    const row = formOf(sheet, meaning, compiled, authority)
    for (const take of [rules.row, contribution.row, kept.take]) take(sheet, row)
  }
  rules.end()
  // There is no workbook, so no cell to point to.
  const findings = report.findings().map((finding) => ({ ...finding, cell: null, row: null }))
  return {
    means: meaning.means,
    ...outcomeOf(findings),
    authority,
    identity: {},
    sheets: compiled.sheets.map(({ sheet }) => ({ sheet: sheet.name, rows: sheet.kind === 'form' ? 1 : 0 })),
    findings,
    contribution: contribution.finish(authority),
    kept: kept.finish(authority),
  }
}

/** Where the answers would be if the form had a line for each: an explanation holds on to that. */
const placingOf = ({ sheet, asked }: CompiledSheet): Placing => {
  const places = Array.from({ length: asked }, (_, place) => place + 1)
  const { name } = sheet
  if (sheet.kind === 'table') return { name, headingRow: 1, columns: places }
  return { name, headingRow: 1, columns: places.map(() => 2), rows: places.map((place) => place + 1) }
}

function formOf(
  sheet: CompiledSheet,
  { answers }: NilMeaning,
  { scope }: CompiledCollection,
  authority: string,
): Row {
  const said = answers[sheet.id] ?? {}
  const asked = sheet.columns.slice(0, sheet.asked)
  const cells = asked.map(({ id }): Cell => said[id] ?? null)
  const read = rowReader(
    sheet,
    asked.map(({ index }) => index + 1),
    {
      scope,
      returning: () => authority,
      lastRound: undefined,
      watch: { unreadable: () => undefined, doubtful: () => undefined },
    },
  )
  const row = read(1, cells)
  const wrong = asked.find(({ index }) => isUnreadable(row.answers[index] ?? null))
  if (wrong) throw new Error(`the nil return’s answer to ${sheet.id}.${wrong.id} cannot be read`)
  return row
}
