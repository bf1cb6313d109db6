import type { CompiledCollection } from './compiled-collection.ts'
import type { Report } from './report.ts'
import { isTemplateSheet } from './template-sheets.ts'
import { counted } from './text.ts'
import type { SheetFacts, WorkbookFacts } from './workbook-facts.ts'

const nothing = 'Nothing needs doing, unless this is not what you meant.'

/** Says aloud what a person looking at the workbook would not see: hidden and merged cells, and sheets that were not read. */
export function reportFacts(
  { sheets }: WorkbookFacts,
  { collection }: CompiledCollection,
  readFrom: ReadonlySet<string>,
  report: Report,
): void {
  for (const sheet of sheets) {
    if (readFrom.has(sheet.name)) reportRead(sheet, report)
    else if (sheet.rows > 0 && !isTemplateSheet(sheet.name)) {
      report.workbook({
        rule: 'workbook.extra-sheet',
        severity: 'note',
        sheet: sheet.name,
        message:
          sheet.name === ''
            ? 'This table is none of those we ask for, so we did not read it.'
            : `We did not ask for the sheet ${sheet.name}, so we did not read it.`,
        found: counted(sheet.rows, 'row'),
        expected: collection.sheets.map(({ name }) => name).join(', '),
        fix: nothing,
      })
    }
  }
}

function reportRead(
  { name, hidden, rows, hiddenRows, hiddenColumns, merges, firstMerge }: SheetFacts,
  report: Report,
) {
  const note = (rule: string, message: string, found: string, fix = nothing) =>
    report.workbook({
      rule,
      severity: 'note',
      sheet: name,
      message,
      found,
      expected: 'everything in view',
      fix,
    })
  if (hidden) note('workbook.hidden-sheet', `The sheet ${name} is hidden. We read it.`, 'a hidden sheet')
  if (hiddenRows > 0) {
    const are = hiddenRows === 1 ? 'is' : 'are'
    note(
      'workbook.hidden-rows',
      `${hiddenRows} of the ${counted(rows, 'row')} on ${name} ${are} hidden. We read them all.`,
      counted(hiddenRows, 'hidden row'),
    )
  }
  if (hiddenColumns.length > 0) {
    const which = hiddenColumns.join(', ')
    note('workbook.hidden-columns', `Hidden columns on ${name}: ${which}. We read them.`, `hidden: ${which}`)
  }
  if (merges > 0) {
    const fix = 'Take the merging off, and check that each row has its own answer.'
    note(
      'workbook.merged-cells',
      `${name} has merged cells (${firstMerge ?? ''}). Only the first cell of each has an answer.`,
      counted(merges, 'merged range'),
      fix,
    )
  }
}
