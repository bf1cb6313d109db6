import type { TakeRow } from './cell.ts'
import { reportFacts } from './check-facts.ts'
import { checkForm } from './check-form.ts'
import { checkIdentity } from './check-identity.ts'
import { checkTable } from './check-table.ts'
import type { CompiledCollection } from './compiled-collection.ts'
import type { CompiledSheet, Row } from './compiled-sheet.ts'
import type { Finding } from './finding.ts'
import { identityReader } from './identity.ts'
import type { LastRound } from './last-round.ts'
import { type Placing, startReport } from './report.ts'
import { startRules } from './run-rules.ts'
import type { SheetCheck } from './sheet-check.ts'
import { isTemplateSheet, type TemplateIdentity, templateSheets } from './template-sheets.ts'
import { likeness } from './text.ts'
import type { WorkbookFacts } from './workbook-facts.ts'

/** What a return is worth as it stands. Only one that is not 'must-fix' can be signed and counted. */
type Outcome = 'ready' | 'needs-answers' | 'must-fix'

export interface CheckedReturn {
  readonly outcome: Outcome
  /** The code of the authority whose return it is, where that is known. */
  readonly authority: string | undefined
  readonly identity: TemplateIdentity
  /** Rows of answers by sheet; a form is one row. */
  readonly sheets: readonly { readonly sheet: string; readonly rows: number }[]
  readonly findings: readonly Finding[]
  readonly counts: { readonly error: number; readonly query: number; readonly note: number }
}

export interface CheckOptions {
  /** Whose return this is, by code. Left out: whoever the template was made for. */
  readonly authority?: string | undefined
  readonly lastRound?: LastRound | undefined
  /** Told each row once it has been read and before it is used again for the next. */
  readonly takeRow?: ((sheet: CompiledSheet, row: Row) => void) | undefined
  /** Told where each sheet's answers are, before its first row. */
  readonly takePlacing?: ((sheet: CompiledSheet, placing: Placing) => void) | undefined
  /** Told of each finding as it is made; what it throws ends the check, where there is no room for more. */
  readonly takeFinding?: (() => void) | undefined
}

interface SheetName {
  readonly name: string
  readonly hidden: boolean
}

/** A check under way: give it what a reader finds, in any order of sheets but the identity sheet first. */
export interface ReturnCheck {
  sheets(found: readonly SheetName[]): void
  /** Whether the sheet says which template this is, so has to be read before the others. */
  isFirst(sheet: SheetName): boolean
  sheet(sheet: SheetName): TakeRow | undefined
  finish(facts: WorkbookFacts): CheckedReturn
}

/** Starts a check of one return: every finding, in one pass over its rows, uncapped. */
export function startCheck(compiled: CompiledCollection, options: CheckOptions): ReturnCheck {
  const report = startReport(options.takeFinding)
  const identity = identityReader()
  const said = () => identity.identity().authority
  const returning = () => options.authority ?? knownAuthority(compiled, said())
  const rules = startRules(compiled, report, options.lastRound, returning)
  const sheetChecks = compiled.sheets.map((sheet) => {
    const taking = {
      sheet,
      compiled,
      report,
      returning,
      lastRound: options.lastRound,
      take: (row: Row) => {
        rules.row(sheet, row)
        options.takeRow?.(sheet, row)
      },
      placed: (placed: CompiledSheet, placing: Placing) => {
        rules.placed(placed, placing)
        options.takePlacing?.(placed, placing)
      },
    }
    return sheet.sheet.kind === 'table' ? checkTable(taking) : checkForm(taking)
  })
  let missing: readonly CompiledSheet[] = compiled.sheets
  const byName = new Map(compiled.sheets.map((sheet) => [likeness(sheet.sheet.name), sheet.index]))

  return {
    sheets(found) {
      const names = new Set(found.map(({ name }) => likeness(name)))
      missing = compiled.sheets.filter(({ sheet }) => !names.has(likeness(sheet.name)))
    },
    isFirst: ({ name }) => name === templateSheets.identity,
    sheet({ name, hidden }) {
      if (name === templateSheets.identity) return identity.takeRow
      const own = byName.get(likeness(name))
      if (own !== undefined) return sheetChecks[own]?.start(name)
      return hidden || isTemplateSheet(name) ? undefined : firstToRecognise(name, missing, sheetChecks)
    },
    finish(facts) {
      for (const check of sheetChecks) check.end(facts)
      rules.end()
      checkIdentity(identity.identity(), options.authority, compiled, report)
      reportFacts(facts, compiled, new Set(sheetChecks.flatMap(({ readFrom }) => readFrom() ?? [])), report)
      const findings = report.findings()
      return {
        ...outcomeOf(findings),
        authority: returning(),
        identity: identity.identity(),
        sheets: sheetChecks.map(({ rows }, index) => ({
          sheet: compiled.sheets[index]?.sheet.name ?? '',
          rows: rows(),
        })),
        findings,
      }
    },
  }
}

/** What a check comes to by its findings. */
export function outcomeOf(findings: readonly Finding[]): Pick<CheckedReturn, 'outcome' | 'counts'> {
  const counts = { error: 0, query: 0, note: 0 }
  for (const { severity } of findings) counts[severity]++
  return {
    outcome: counts.error > 0 ? 'must-fix' : counts.query > 0 ? 'needs-answers' : 'ready',
    counts,
  }
}

/** A sheet by a name nobody asked for may be one that was renamed: each sheet still missing looks at its first rows. */
function firstToRecognise(
  name: string,
  missing: readonly CompiledSheet[],
  checks: readonly SheetCheck[],
): TakeRow | undefined {
  const probes = missing.flatMap(({ index }) => {
    const check = checks[index]
    return check && check.readFrom() === undefined ? [check.probe(name)] : []
  })
  if (probes.length === 0) return undefined
  return (rowNumber, cells, hidden) => {
    const it = probes.find(({ isIt }) => isIt())
    for (const probe of it ? [it] : probes) probe.takeRow(rowNumber, cells, hidden)
  }
}

function knownAuthority({ authorities }: CompiledCollection, code: string | undefined): string | undefined {
  return code === undefined ? undefined : authorities.get(code)?.code
}
