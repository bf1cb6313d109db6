import type { Fault } from './answer.ts'
import type { CompiledSheet } from './compiled-sheet.ts'
import { showCell } from './read-cell.ts'
import type { ReadingWatch } from './read-row.ts'
import type { Placing, Report } from './report.ts'
import { quoted } from './text.ts'

/** Makes a finding of each cell that could not be read, or only with a doubt. */
export function cellFindings(sheet: CompiledSheet, placing: Placing, report: Report): ReadingWatch {
  return {
    unreadable: (row, column, { fault, which, expected, fix }, cell) => {
      const found = quoted(showCell(cell))
      const message =
        said[fault]?.(column.heading, found) ?? `${column.heading} is “${found}”, which ${which}.`
      report.cell(sheet, placing, {
        row,
        column,
        severity: 'error',
        rule: `${column.id}.${fault}`,
        message,
        found,
        expected,
        fix,
      })
    },
    doubtful: (row, column, { which, expected, fix }, cell) => {
      const found = quoted(showCell(cell))
      const message = `${column.heading} is “${found}”, which ${which}.`
      report.cell(sheet, placing, {
        row,
        column,
        severity: 'query',
        rule: `${column.id}.ambiguous`,
        message,
        found,
        expected,
        fix,
      })
    },
  }
}

const said: Partial<Record<Fault, (heading: string, found: string) => string>> = {
  suppressed: (heading, found) => `${heading} is “${found}”, which hides the true answer.`,
  error: (heading, found) => `${heading} shows the error ${found}.`,
  formula: (heading) => `${heading} is a formula that was saved without its result.`,
}
