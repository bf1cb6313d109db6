import type { MarkupHandler } from './markup.ts'
import { Refusal } from './refusal.ts'
import { unescaped } from './xml-text.ts'

/** What the workbook part says of one sheet. */
export interface SheetEntry {
  readonly name: string
  readonly hidden: boolean
  readonly relationshipId: string
}

/** What is read from the workbook part itself. */
export interface WorkbookPart {
  readonly sheets: SheetEntry[]
  /** Days are counted from 1904, as old Macs did. */
  date1904: boolean
}

export function workbookReader(workbook: WorkbookPart, mostSheets: number): MarkupHandler {
  return {
    open(name, parent, tag) {
      if (name === 'workbookPr' && parent === 'workbook') workbook.date1904 = tag.isTrue('date1904')
      if (name !== 'sheet' || parent !== 'sheets') return
      if (workbook.sheets.length === mostSheets) throw new Refusal('too-many-parts')
      workbook.sheets.push({
        name: unescaped(tag.attribute('name') ?? ''),
        hidden: ['hidden', 'veryHidden'].includes(tag.attribute('state') ?? ''),
        relationshipId: tag.prefixed('id') ?? '',
      })
    },
  }
}
