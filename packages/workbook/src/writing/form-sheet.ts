import type { Column } from '@rollcall/domain/column'
import type { CompiledSheet } from '@rollcall/domain/compiled-sheet'
import { columnLetters } from '../columns.ts'
import { expectedOf, formatOf, validationOf } from './answer-cells.ts'
import { neededInWords } from './needed.ts'
import type { CellPlan, RowPlan, SheetPlan } from './plan.ts'
import { sheetTop } from './sheet-top.ts'
import type { TemplateParts } from './template.ts'

const onlyPart = 'Answer'

interface Line {
  readonly words: string
  /** The column asked for in each part; `undefined` where this line has no such part. */
  readonly columns: readonly (Column | undefined)[]
}

/** A form to fill in: a question a row, its answer beside it, or one answer in each part of a grid. */
export function formSheet(compiledSheet: CompiledSheet, parts: TemplateParts): SheetPlan {
  const { sheet } = compiledSheet
  const above = sheetTop(sheet.name, parts.notice, sheet.intro)
  const headingRow = above.length + 1
  const answerParts = [...new Set(sheet.columns.map(({ part }) => part ?? onlyPart))]
  const lines = linesOf(sheet.columns, answerParts)
  const headings = ['Question', ...answerParts, 'Guidance']
  return {
    name: sheet.name,
    columns: [
      { width: 50, look: 'wrapped' },
      ...answerParts.map(() => ({ width: answerParts.length > 1 ? 22 : 34, look: 'wrapped' as const })),
      { width: 70, look: 'wrapped' },
    ],
    rows: [
      ...above,
      { number: headingRow, cells: headings.map((value) => ({ value, look: 'heading' as const })) },
      ...lines.map((line, index) => lineRow(line, headingRow + 1 + index, parts, compiledSheet)),
    ],
    validations: lines.flatMap(({ columns }, index) =>
      columns.flatMap((column, place) => {
        if (column === undefined) return []
        const cell = `${columnLetters(place + 1)}${headingRow + 1 + index}`
        const needed = neededInWords(column, compiledSheet, parts.compiled)
        const { scope } = parts.compiled
        return [validationOf(column, [cell, cell], { scope, dropdowns: parts.dropdowns, needed })]
      }),
    ),
    table: { name: `form_${sheet.id}`, headings, headingRow, rowCount: lines.length },
    headingRow,
  }
}

function linesOf(columns: readonly Column[], answerParts: readonly string[]): Line[] {
  const byWords = Map.groupBy(columns, ({ line, heading }) => line ?? heading)
  return [...byWords].map(([words, asked]) => ({
    words,
    columns: answerParts.map((part) => asked.find((column) => (column.part ?? onlyPart) === part)),
  }))
}

function lineRow(
  { words, columns }: Line,
  number: number,
  parts: TemplateParts,
  sheet: CompiledSheet,
): RowPlan {
  const answers = parts.rows?.[sheet.id]?.[0] ?? {}
  return {
    number,
    cells: [
      { value: words, look: 'label' },
      ...columns.map((column): CellPlan => {
        if (column === undefined) return { value: 'Not asked', look: 'wrapped' }
        const format = formatOf(column)
        return { value: answers[column.id] ?? null, look: 'answer', ...(format !== undefined && { format }) }
      }),
      {
        value: guidanceOf(
          columns.filter((column) => column !== undefined),
          parts,
          sheet,
        ),
        look: 'wrapped',
      },
    ],
  }
}

/** What the line asks for. What is the same for every part of a grid is said once. */
function guidanceOf(
  columns: readonly Column[],
  { compiled, dropdowns }: TemplateParts,
  sheet: CompiledSheet,
): string {
  const says = columns.map((column) => {
    const needed = neededInWords(column, sheet, compiled)
    return [
      column.hint,
      `Give ${expectedOf(column, compiled.scope, dropdowns)}${column.notHeld ? ', or “Not held”' : ''}.`,
      needed === 'Yes'
        ? 'An answer is needed.'
        : needed === 'No'
          ? 'May be left empty.'
          : `Needed: ${needed}`,
    ].filter((sentence) => sentence !== undefined)
  })
  return [...new Set(says.flat())].join(' ')
}
