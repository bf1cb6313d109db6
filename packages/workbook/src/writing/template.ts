import { timeInWords } from '@rollcall/domain/asked'
import type { Authority } from '@rollcall/domain/authority'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { Cell } from '@rollcall/domain/cell'
import type { Collection } from '@rollcall/domain/collection'
import { type CompiledCollection, compileCollection } from '@rollcall/domain/compiled-collection'
import { templateSheets } from '@rollcall/domain/template-sheets'
import { coverSheet } from './cover.ts'
import { type Dropdowns, dropdownsOf } from './dropdowns.ts'
import { writeWorkbook } from './exceljs.ts'
import { formSheet } from './form-sheet.ts'
import { guidanceSheet } from './guidance.ts'
import { identitySheet } from './identity-sheet.ts'
import { firstListRow, listsSheet } from './lists.ts'
import type { SheetPlan } from './plan.ts'
import { tableSheet } from './table-sheet.ts'

export interface TemplateOptions {
  readonly collection: Collection
  /** Everyone who may be named in a column that asks for an authority. */
  readonly authorities: readonly Authority[]
  /** Who the template is for; left out for one that anybody asked may use. */
  readonly authority?: Authority
  readonly referenceDate: CalendarDate
  /** The round's name, where it has one. */
  readonly round?: string
  /** A sentence that stands on every sheet that is seen: that the data are synthetic. */
  readonly notice?: string
  /** Answers filled in already, by sheet and column; a form has one record. */
  readonly rows?: Readonly<Record<string, readonly Answers[]>>
}

export type Answers = Readonly<Record<string, Cell>>

/** What the sheets of a template are made from. */
export interface TemplateParts extends TemplateOptions {
  readonly compiled: CompiledCollection
  readonly dropdowns: Dropdowns
}

/** Writes the workbook an authority is asked to fill in, or one that is filled in already. */
export async function writeTemplate(options: TemplateOptions): Promise<Uint8Array> {
  const { collection, authorities, referenceDate } = options
  refuseTakenNames(collection)
  const compiled = compileCollection(collection, authorities, referenceDate)
  const parts = { ...options, compiled, dropdowns: dropdownsOf(compiled, firstListRow(options)) }
  return await writeWorkbook({
    title: collection.title,
    subject: `${collection.title}, ${timeInWords(parts)}`,
    description: collection.purpose,
    madeOn: referenceDate,
    sheets: [
      coverSheet(parts),
      guidanceSheet(parts),
      ...compiled.sheets.map(
        (sheet): SheetPlan =>
          sheet.sheet.kind === 'table' ? tableSheet(sheet, parts) : formSheet(sheet, parts),
      ),
      ...(parts.dropdowns.lists.length > 0 ? [listsSheet(parts)] : []),
      identitySheet(parts),
    ],
  })
}

function refuseTakenNames({ sheets }: Collection): void {
  const taken = new Set(Object.values(templateSheets).map((name) => name.toLowerCase()))
  for (const { name } of sheets) {
    if (taken.has(name.toLowerCase()) || name.toLowerCase() === 'history') {
      throw new Error(
        `No sheet of a collection can be called ${name}: the template has, or Excel keeps, one of that name.`,
      )
    }
  }
}
