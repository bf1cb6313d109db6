import type { TakeRow } from './cell.ts'
import type { CompiledCollection } from './compiled-collection.ts'
import type { CompiledSheet, Row } from './compiled-sheet.ts'
import type { ReturningAuthority } from './derive.ts'
import type { LastRound } from './last-round.ts'
import type { Placing, Report } from './report.ts'
import { either } from './text.ts'
import type { WorkbookFacts } from './workbook-facts.ts'

/** One sheet being checked. */
export interface SheetCheck {
  /** Takes the rows of the sheet that has the right name. */
  start(name: string): TakeRow
  /** Takes the rows of a sheet by another name, for as long as it may be the one; says so once it is. */
  probe(name: string): { takeRow: TakeRow; isIt(): boolean }
  end(facts: WorkbookFacts): void
  rows(): number
  /** The name of the sheet it was read from, once it was. */
  readFrom(): string | undefined
}

/** What checking one sheet needs of the check it is part of. */
export interface Taking {
  readonly sheet: CompiledSheet
  readonly compiled: CompiledCollection
  readonly report: Report
  readonly returning: ReturningAuthority
  readonly lastRound: LastRound | undefined
  /** Passes a row on to the rules and to whoever counts. */
  take(row: Row): void
  /** Says where the sheet's answers are, before its first row. */
  placed(sheet: CompiledSheet, placing: Placing): void
}

/** Says that a sheet is not there, or has no heading row. */
export function reportMissingSheet(
  { sheet, report }: Taking,
  format: 'xlsx' | 'csv',
  names: readonly string[],
): void {
  const { name, columns, kind } = sheet.sheet
  const isThere = names.some((other) => other.toLowerCase() === name.toLowerCase())
  const message = isThere
    ? `The sheet ${name} is there, but we cannot find its ${kind === 'table' ? 'row of headings' : 'questions'}.`
    : `The sheet ${name} is missing.`
  report.heading(
    sheet,
    { name, headingRow: 1 },
    {
      rule: `${sheet.id}.missing-sheet`,
      severity: 'error',
      column: null,
      heading: null,
      message,
      found:
        format === 'csv'
          ? 'a CSV file, which holds one sheet only'
          : `sheets called ${either(names.filter((other) => other !== ''))}`,
      expected: `a sheet called ${name} with ${columns
        .map(({ heading }) => heading)
        .slice(0, 3)
        .join(', ')} and so on`,
      fix: 'Copy your answers into the template for this request, and keep its sheets and headings as they are.',
    },
  )
}
