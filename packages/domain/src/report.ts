import { isUnreadable } from './answer.ts'
import { canonical } from './canonical.ts'
import type { CompiledSheet, Row, SheetColumn } from './compiled-sheet.ts'
import type { Finding, Severity } from './finding.ts'
import { cellName } from './place.ts'
import type { Rule } from './rules/index.ts'
import type { Complaint } from './rules/rule-kind.ts'
import { quoted } from './text.ts'

/** Where a sheet's answers were found: rows and columns counted from 1. */
export interface Placing {
  /** The sheet's name in the officer's workbook. */
  readonly name: string
  headingRow: number
  /** By a column's place among those asked; `undefined` where the workbook does not have it. */
  readonly columns: (number | undefined)[]
  /** For a form, the row of each answer. */
  readonly rows?: (number | undefined)[]
}

/** What was found in a cell, ready to become a finding. */
export interface CellReport {
  readonly rule: string
  readonly severity: Severity
  readonly row: Row
  readonly column: SheetColumn
  readonly message: string
  readonly found: string
  readonly expected: string
  readonly fix: string
}

interface Placed {
  readonly finding: Finding
  readonly order: readonly [sheet: number, row: number, column: number, rule: number]
}

/** Gathers findings in whatever order they come, and gives them back by sheet, row, column and rule. Whoever is told of each may throw. */
export function startReport(told?: () => void) {
  const placed: Placed[] = []
  const place = (one: Placed): void => {
    told?.()
    placed.push(one)
  }
  return {
    /** About the workbook as a whole, before any sheet. */
    workbook(
      finding: Pick<Finding, 'rule' | 'severity' | 'message' | 'found' | 'expected' | 'fix'> & {
        sheet?: string
      },
    ) {
      const whole = { sheet: '', cell: null, row: null, column: null, heading: null, ...finding }
      const query = finding.severity === 'query' ? { subject: '', value: finding.found } : {}
      place({ finding: { ...whole, ...query }, order: [-1, 0, 0, placed.length] })
    },

    /** About a sheet or the heading of one of its columns. */
    heading(
      sheet: CompiledSheet,
      { name, headingRow, column }: { name: string; headingRow: number; column?: number | undefined },
      finding: Pick<
        Finding,
        'rule' | 'severity' | 'column' | 'heading' | 'message' | 'found' | 'expected' | 'fix'
      >,
    ) {
      const cell = column === undefined ? null : cellName(headingRow, column)
      place({
        finding: { ...finding, sheet: name, cell, row: cell === null ? null : headingRow },
        order: [sheet.index, 0, column ?? 0, placed.length],
      })
    },

    /** About one cell, from reading it. */
    cell(sheet: CompiledSheet, placing: Placing, { row, column, ...words }: CellReport) {
      const query = words.severity === 'query' ? explainable(row, column, [column], placing) : {}
      push(sheet, placing, column, row, { ...words, ...query }, -1)
    },

    /** About one cell, a row or a whole sheet, from a rule. */
    rule(sheet: CompiledSheet, placing: Placing, rule: Rule, at: number, complaint: Complaint) {
      const { row, column, looksAt } = complaint
      const shown = sheet.columns[column.shownAt] ?? column
      const words = rule.says ? spoken(rule.says, complaint, sheet) : complaint
      const found = quoted(complaint.found ?? (row ? column.show(row.answers[column.index] ?? null) : ''))
      // An error has them too: the office may let it be explained.
      const held =
        rule.severity === 'note'
          ? {}
          : row
            ? explainable(row, shown, looksAt, placing)
            : { subject: '', value: found }
      const { message, expected, fix } = words
      push(
        sheet,
        placing,
        shown,
        row,
        { rule: rule.code, severity: rule.severity, message, expected, fix, found, ...held },
        at,
      )
    },

    findings(): Finding[] {
      return placed.sort((a, b) => inOrder(a.order, b.order)).map(({ finding }) => finding)
    },
  }

  function push(
    sheet: CompiledSheet,
    placing: Placing,
    column: SheetColumn,
    row: Row | undefined,
    words: Omit<Finding, 'sheet' | 'cell' | 'row' | 'column' | 'heading'>,
    rule: number,
  ) {
    const at = placeOf(placing, column, row)
    const finding = {
      ...words,
      sheet: placing.name,
      cell: at.column === undefined || at.row === undefined ? null : cellName(at.row, at.column),
      row: at.row ?? null,
      column: column.id,
      heading: column.heading,
    }
    place({ finding, order: [sheet.index, row ? (at.row ?? 0) : 0, at.column ?? 0, rule] })
  }
}

export type Report = ReturnType<typeof startReport>

/** The row and column where a column's answer stands; without a row, its heading (on a form, its only answer). */
function placeOf({ rows, columns, headingRow }: Placing, { shownAt }: SheetColumn, row: Row | undefined) {
  if (rows) return { row: rows[shownAt], column: columns[shownAt] }
  return { row: row ? row.number : headingRow, column: columns[shownAt] }
}

function explainable(row: Row, column: SheetColumn, looksAt: readonly SheetColumn[], placing: Placing) {
  const at = placeOf(placing, column, row)
  const subject = row.key ?? cellName(at.row ?? 0, at.column ?? 0)
  const value = canonical(looksAt.map(({ index }) => readableAnswer(row, index)))
  return { subject, value }
}

const readableAnswer = (row: Row, index: number) => {
  const answer = row.answers[index] ?? null
  return isUnreadable(answer) ? { fault: answer.fault } : answer
}

/** The collection's own words, with each `{column}` or `{fact}` replaced by what it is. */
function spoken(says: NonNullable<Rule['says']>, complaint: Complaint, sheet: CompiledSheet) {
  const fill = (text: string | undefined, otherwise: string) =>
    text?.replace(
      /\{(\w+)\}/g,
      (_, name: string) => complaint.facts?.[name] ?? columnWord(name, complaint, sheet),
    ) ?? otherwise
  return {
    message: fill(says.message, complaint.message),
    expected: fill(says.expected, complaint.expected),
    fix: fill(says.fix, complaint.fix),
  }
}

function columnWord(name: string, { row }: Complaint, sheet: CompiledSheet): string {
  const column = sheet.column(name)
  return row ? quoted(column.show(row.answers[column.index] ?? null)) : column.heading
}

function inOrder(a: Placed['order'], b: Placed['order']): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2] || a[3] - b[3]
}
