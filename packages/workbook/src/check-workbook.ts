import type { CheckedReturn, CheckOptions } from '@rollcall/domain/check'
import { acrossAuthorities } from '@rollcall/domain/clash'
import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import type { CompiledSheet, Row } from '@rollcall/domain/compiled-sheet'
import { type Contribution, startContribution } from '@rollcall/domain/contribution'
import { type KeptReturn, keepRows } from '@rollcall/domain/kept-return'
import { keepLastRound, type LastRound } from '@rollcall/domain/last-round'
import { type RelaxedRule, relaxReturn, touchedBy } from '@rollcall/domain/relaxation'
import type { Limits } from './limits.ts'
import { readAndCheck } from './read-and-check.ts'
import { Refusal } from './refusal.ts'

/** A workbook that was read, checked and counted in one pass over its rows. */
export interface CheckedWorkbook extends CheckedReturn {
  /** The return's part of every figure; `undefined` while something must be fixed, or nobody knows whose return it is. */
  readonly contribution: Contribution | undefined
  /** The rules that were relaxed for it and changed what was found. */
  readonly relaxed: readonly RelaxedRule[]
  /** What tells each child in other authorities' returns. It could tell who a child is, so it never leaves the server unhashed. */
  readonly children: readonly string[]
}

export interface CheckWorkbookOptions {
  readonly authority?: string | undefined
  readonly lastRound?: LastRound | undefined
  /** The rules that are relaxed for a return, once it is known whose it is. */
  readonly relaxedFor?: ((authority: string | undefined) => readonly RelaxedRule[]) | undefined
  readonly limits?: Partial<Limits>
  /** Told each row as it is read; it is used again for the next. */
  readonly takeRow?: ((sheet: CompiledSheet, row: Row) => void) | undefined
  readonly takePlacing?: CheckOptions['takePlacing']
}

/** The same, with its rows as they are kept; and counted though something must be fixed, as the office may relax a rule. */
interface KeptWorkbook extends CountedWorkbook {
  readonly kept: KeptReturn
}

/** Reads and checks a workbook. Throws a Refusal, and nothing else, for a file that cannot be accepted. */
export async function checkWorkbook(
  bytes: Uint8Array,
  compiled: CompiledCollection,
  { relaxedFor = () => [], ...options }: CheckWorkbookOptions = {},
): Promise<CheckedWorkbook> {
  const { contribution, ...found } = await checkAndCount(bytes, compiled, options)
  const relaxed = relaxedFor(found.authority).filter((rule) => touchedBy(rule, found.findings) > 0)
  const checked = relaxReturn(found, relaxed)
  return { ...checked, relaxed, contribution: checked.outcome === 'must-fix' ? undefined : contribution }
}

type CountedWorkbook = Omit<CheckedWorkbook, 'relaxed'>

async function checkAndCount(
  bytes: Uint8Array,
  compiled: CompiledCollection,
  { limits, takeRow: alsoTake, ...options }: Omit<CheckWorkbookOptions, 'relaxedFor'>,
): Promise<CountedWorkbook> {
  const contribution = startContribution(compiled, { hasLastRound: options.lastRound !== undefined })
  const children: string[] = []
  const childOf = compiled.sheets.map(acrossAuthorities)
  const takeRow = (sheet: CompiledSheet, row: Row): void => {
    contribution.row(sheet, row)
    const child = childOf[sheet.index]?.(row)
    if (child !== undefined) children.push(child)
    alsoTake?.(sheet, row)
  }
  const checked = await readAndCheck(bytes, compiled, { ...options, takeRow, limits })
  const { authority } = checked
  return {
    ...checked,
    children,
    contribution: authority === undefined ? undefined : contribution.finish(authority),
  }
}

/** Checks a workbook, and keeps its rows. */
export async function checkAndKeep(
  bytes: Uint8Array,
  compiled: CompiledCollection,
  options: Omit<CheckWorkbookOptions, 'takeRow' | 'takePlacing' | 'relaxedFor'> = {},
): Promise<KeptWorkbook> {
  const rows = keepRows(compiled)
  const checked = await checkAndCount(bytes, compiled, {
    ...options,
    takeRow: rows.take,
    takePlacing: rows.placed,
  })
  return { ...checked, kept: rows.finish(checked.authority) }
}

/** Reads the return of the round before, for this round's to be compared with. Throws a Refusal where it cannot be read. */
export async function readLastRound(
  bytes: Uint8Array,
  compiled: CompiledCollection,
  authority?: string,
): Promise<LastRound> {
  const kept = keepLastRound()
  const { findings, sheets } = await readAndCheck(bytes, compiled, { authority, takeRow: kept.take })
  const missing = findings.filter(({ rule }) => rule.endsWith('.missing-sheet'))
  if (missing.length === sheets.length) throw new Refusal('not-a-return')
  return kept
}
