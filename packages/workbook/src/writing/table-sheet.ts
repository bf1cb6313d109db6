import type { Column } from '@rollcall/domain/column'
import type { CompiledSheet } from '@rollcall/domain/compiled-sheet'
import { columnLetters } from '../columns.ts'
import { formatOf, validationOf, widthOf } from './answer-cells.ts'
import { neededInWords } from './needed.ts'
import type { CellPlan, RowPlan, SheetPlan } from './plan.ts'
import { sheetTop } from './sheet-top.ts'
import type { Answers, TemplateParts } from './template.ts'

/** How many rows under the headings have dropdowns, prompts and checks. More may be filled in. */
const rowsPrepared = 10_000

/**
 * A table to fill in. Formats and dropdowns are given to whole columns and ranges, so empty rows cost nothing. Nothing is frozen:
 * the table's headings stand in for the column letters as one scrolls, and frozen rows fill the window of who magnifies it.
 */
export function tableSheet(compiledSheet: CompiledSheet, parts: TemplateParts): SheetPlan {
  const { sheet } = compiledSheet
  const { compiled, dropdowns, notice } = parts
  const answers = parts.rows?.[sheet.id] ?? []
  const above = sheetTop(sheet.name, notice, sheet.intro)
  const headingRow = above.length + 1
  const first = headingRow + 1
  const last = headingRow + Math.max(rowsPrepared, answers.length)
  const headings = sheet.columns.map(({ heading }) => heading)
  return {
    name: sheet.name,
    columns: sheet.columns.map((column) => ({
      width: widthOf(column, dropdowns),
      ...shownAs(column),
    })),
    rows: [
      ...above,
      { number: headingRow, cells: headings.map((value) => ({ value, look: 'heading' as const })) },
      ...filledIn(answers, sheet.columns, first),
    ],
    validations: sheet.columns.map((column, index) => {
      const letters = columnLetters(index)
      const needed = neededInWords(column, compiledSheet, compiled)
      const { scope } = compiled
      return validationOf(column, [`${letters}${first}`, `${letters}${last}`], { scope, dropdowns, needed })
    }),
    ...(canBeTable(headings) && {
      table: { name: `table_${sheet.id}`, headings, headingRow, rowCount: answers.length },
    }),
    headingRow,
  }
}

/** How a column's answers look. Dates stand at the left like text, so that they do not run into the next column. */
function shownAs(column: Column): Pick<CellPlan, 'look' | 'format'> {
  const format = formatOf(column)
  return { look: column.type === 'date' ? 'date' : 'plain', ...(format !== undefined && { format }) }
}

/** Excel wants different headings of at most 255 characters. */
const canBeTable = (headings: readonly string[]): boolean =>
  headings.every(({ length }) => length <= 255) &&
  new Set(headings.map((heading) => heading.toLowerCase())).size === headings.length

function filledIn(answers: readonly Answers[], columns: readonly Column[], first: number): RowPlan[] {
  const shown = columns.map((column) => ({ id: column.id, ...shownAs(column) }))
  return answers.map((answer, index) => ({
    number: first + index,
    cells: shown.map(({ id, ...look }): CellPlan | null => {
      const value = answer[id] ?? null
      return value === null ? null : { value, ...look }
    }),
  }))
}
