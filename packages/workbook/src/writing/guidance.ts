import type { CompiledSheet } from '@rollcall/domain/compiled-sheet'
import { templateSheets } from '@rollcall/domain/template-sheets'
import { expectedOf } from './answer-cells.ts'
import { neededInWords } from './needed.ts'
import type { SheetPlan } from './plan.ts'
import { sheetTop } from './sheet-top.ts'
import type { TemplateParts } from './template.ts'

const headings = [
  'Sheet',
  'Question',
  'What is meant',
  'What may be answered',
  'Is an answer needed?',
  'May it be “Not held”?',
]
const says = 'What each column or question asks for, in the order of the sheets.'

/** One table of every question: what it means, what may be answered, and when. */
export function guidanceSheet(parts: TemplateParts): SheetPlan {
  const above = sheetTop(templateSheets.guidance, parts.notice, says)
  const headingRow = above.length + 1
  const rows = parts.compiled.sheets.flatMap((sheet) => questionsOf(sheet, parts))
  return {
    name: templateSheets.guidance,
    columns: [16, 34, 56, 52, 34, 16].map((width) => ({ width, look: 'wrapped' as const })),
    rows: [
      ...above,
      { number: headingRow, cells: headings.map((value) => ({ value, look: 'heading' as const })) },
      ...rows.map((cells, index) => ({
        number: headingRow + 1 + index,
        cells: cells.map((value) => ({ value, look: 'wrapped' as const })),
      })),
    ],
    table: { name: 'guidance_by_question', headings, headingRow, rowCount: rows.length },
    headingRow,
  }
}

function questionsOf(compiledSheet: CompiledSheet, { compiled, dropdowns }: TemplateParts): string[][] {
  const { sheet } = compiledSheet
  return sheet.columns.map((column) => [
    sheet.name,
    questionOf(column),
    column.hint ?? 'As the question says.',
    sentence(expectedOf(column, compiled.scope, dropdowns)),
    neededInWords(column, compiledSheet, compiled),
    column.notHeld ? 'Yes' : 'No',
  ])
}

/** 'Returned to family: all others' on a grid, the heading anywhere else. */
const questionOf = ({
  heading,
  line,
  part,
}: {
  heading: string
  line?: string | undefined
  part?: string | undefined
}) => (line === undefined || part === undefined ? heading : `${line}: ${part}`)

const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}.`
