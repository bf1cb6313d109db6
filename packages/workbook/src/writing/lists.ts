import { templateSheets } from '@rollcall/domain/template-sheets'
import { notHeldText } from './dropdowns.ts'
import type { RowPlan, SheetPlan } from './plan.ts'
import { sheetTop } from './sheet-top.ts'
import type { TemplateOptions, TemplateParts } from './template.ts'

const headings = ['List', 'Answer', 'Code', 'In full']
const says =
  'Every answer that a cell with a list offers. The code alone may be typed in place of the answer.'

const top = ({ notice }: TemplateOptions): RowPlan[] => sheetTop(templateSheets.lists, notice, says)

/** The row the first choice stands on, under the top of the sheet and its headings. */
export const firstListRow = (options: TemplateOptions): number => top(options).length + 2

/** One table of every list. It is seen, not hidden: it is also the code book of the answers. */
export function listsSheet(parts: TemplateParts): SheetPlan {
  const above = top(parts)
  const headingRow = above.length + 1
  const rows = parts.dropdowns.lists.flatMap(({ title, choices, notHeld }) => [
    ...choices.map(({ text, code, label }) => [title, text, code, label]),
    ...(notHeld
      ? [[title, notHeldText, '(none)', 'Where the guidance allows it: the authority does not hold this']]
      : []),
  ])
  return {
    name: templateSheets.lists,
    columns: [40, 60, 18, 60].map((width) => ({ width, look: 'wrapped' as const })),
    rows: [
      ...above,
      { number: headingRow, cells: headings.map((value) => ({ value, look: 'heading' as const })) },
      ...rows.map((cells, index) => ({
        number: headingRow + 1 + index,
        cells: cells.map((value) => ({ value, look: 'wrapped' as const, format: '@' })),
      })),
    ],
    table: { name: 'lists_of_answers', headings, headingRow, rowCount: rows.length },
    headingRow,
  }
}
