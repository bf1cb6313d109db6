import type { RowPlan } from './plan.ts'

/**
 * The first rows of a sheet: its title, the notice where there is one, and what the sheet is, a sentence a row. One long text would
 * run off the screen or, wrapped, make a tall narrow column; without merged cells there is nothing in between.
 */
export function sheetTop(title: string, notice: string | undefined, says: string): RowPlan[] {
  return [
    { value: title, look: 'title' as const },
    ...(notice === undefined ? [] : [{ value: notice, look: 'section' as const }]),
    ...sentences(says).map((value) => ({ value, look: 'plain' as const })),
  ].map((cell, index) => ({ number: index + 1, cells: [cell] }))
}

const sentences = (text: string): string[] => text.split(/(?<=[.!?])\s+(?=[A-Z“])/)
