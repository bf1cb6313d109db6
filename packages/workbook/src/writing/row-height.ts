import { type Look, looks } from './looks.ts'
import { type ColumnPlan, isPlan, type RowPlan } from './plan.ts'

// In points. Programs differ in whether they make a row fit its wrapped text, so it is said.
const lineHeight = 15
const tallest = 400
/** Widths are counted in digits, and the usual letter is narrower. */
const lettersToADigit = 1.1
const heights: { readonly [Name in Look]?: number } = { title: 27, section: 24 }

/** How high a row has to be for its wrapped text; `undefined` where one line will do. */
export function rowHeight({ cells }: RowPlan, columns: readonly ColumnPlan[]): number | undefined {
  let height = 0
  for (const [index, cell] of cells.entries()) {
    if (cell === null || !isPlan(cell) || typeof cell.value !== 'string') continue
    const look = cell.look ?? 'plain'
    const lines = wraps(look) ? linesOf(cell.value, (columns[index]?.width ?? 10) * lettersToADigit) : 1
    height = Math.max(height, heights[look] ?? 0, lines > 1 ? lines * lineHeight + 2 : 0)
  }
  return height === 0 ? undefined : Math.min(height, tallest)
}

const wraps = (look: Look): boolean => 'wrapText' in looks[look].alignment

/** How many lines a text takes in so many characters, broken between words. */
export function linesOf(text: string, width: number): number {
  let lines = 0
  for (const paragraph of text.split('\n')) {
    let room = 0
    for (const word of paragraph.split(' ')) {
      if (word.length > room) {
        lines += Math.max(Math.ceil(word.length / width), 1)
        room = width
      }
      room -= word.length + 1
    }
  }
  return lines
}
