import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import type { CompiledSheet } from '@rollcall/domain/compiled-sheet'
import { templateSheets } from '@rollcall/domain/template-sheets'
import { capital } from '@rollcall/domain/text'
import { answersOf } from './answer-cells.ts'
import type { Dropdowns } from './dropdowns.ts'
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

const questionsOf = (sheet: CompiledSheet, { compiled, dropdowns }: TemplateParts): string[][] =>
  guidanceOf(sheet, compiled, dropdowns).map(({ question, means, answers, list, needed, notHeld }) => [
    ...[sheet.sheet.name, question, means],
    ...[`${answers}${list ? ', on the sheet Lists' : ''}.`, needed, notHeld ? 'Yes' : 'No'],
  ])

/** What a sheet asks, question by question, in the words of its template and of every page. */
export const guidanceOf = (sheet: CompiledSheet, compiled: CompiledCollection, dropdowns: Dropdowns) =>
  sheet.sheet.columns.map((column) => {
    const { words, list } = answersOf(column, compiled.scope, dropdowns)
    return {
      question: questionOf(column),
      means: column.hint ?? 'As the question says.',
      answers: capital(words),
      list,
      /** 'Yes', 'No', or when. */
      needed: neededInWords(column, sheet, compiled),
      notHeld: column.notHeld,
    }
  })

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
