import { type Answer, isDoubtful, type Unreadable } from './answer.ts'
import type { Cell } from './cell.ts'
import { type CompiledSheet, keyOf, type Row, type SheetColumn } from './compiled-sheet.ts'
import { derivations, type ReturningAuthority } from './derive.ts'
import type { LastRound } from './last-round.ts'
import type { ReadCell, ReadingScope } from './types/column-type.ts'

/** Told of what each cell said where that needs a finding. */
export interface ReadingWatch {
  unreadable(row: Row, column: SheetColumn, answer: Unreadable, cell: Cell): void
  doubtful(row: Row, column: SheetColumn, answer: Exclude<ReadCell, Answer>, cell: Cell): void
}

// A column the workbook does not have: nothing is concluded from it, and its absence is one finding of its own.
const absent: Unreadable = { fault: 'unreadable', which: '', expected: '', fix: '' }

/** Gives a column's cell by its place among those asked, or `undefined` where the workbook has no such column. */
export type CellOf = (place: number) => Cell | undefined

/**
 * Makes the function that reads a sheet's rows. The row it gives is used again for the next: copy what you keep.
 */
export function rowReader(
  sheet: CompiledSheet,
  scope: ReadingScope,
  returning: ReturningAuthority,
  lastRound: LastRound | undefined,
  watch: ReadingWatch,
) {
  const columns = sheet.columns.slice(0, sheet.asked)
  const derive = derivations(sheet, scope, returning)
  const key = sheet.sheet.kind === 'table' ? sheet.sheet.key.map((id) => sheet.column(id).index) : []
  const answers: Answer[] = new Array(sheet.columns.length).fill(null)
  const row = {
    number: 0,
    answers,
    key: undefined as string | undefined,
    inLastRound: undefined as boolean | undefined,
  }
  const cells: Record<string, Cell> = {}
  const say = (column: SheetColumn, read: ReadCell, cell: Cell): void => {
    if (typeof read !== 'object' || read === null || 'notHeld' in read) return
    if (isDoubtful(read)) watch.doubtful(row, column, read, cell)
    else watch.unreadable(row, column, read, cell)
  }
  /** What the cells say, by column. A column the workbook does not have says nothing, but is not blank either. */
  const parse = (cellOf: CellOf): Record<string, ReadCell> => {
    for (const { id, index } of columns) cells[id] = cellOf(index) ?? null
    const read = sheet.rowSchema.parse(cells)
    for (const { id, index } of columns)
      answers[index] = cellOf(index) === undefined ? absent : answerOf(read[id] ?? null)
    return read
  }
  return (number: number, cellOf: CellOf): Row => {
    const read = parse(cellOf)
    row.number = number
    let next = columns.length
    for (const work of derive) answers[next++] = work(answers)
    row.key = key.length === 0 ? undefined : keyOf(answers, key)
    row.inLastRound = seenBefore(sheet, row.key, lastRound)
    for (const column of columns) say(column, read[column.id] ?? null, cells[column.id] ?? null)
    return row
  }
}

const answerOf = (read: ReadCell): Answer => (isDoubtful(read) ? read.value : read)

const seenBefore = (sheet: CompiledSheet, key: string | undefined, lastRound: LastRound | undefined) =>
  lastRound === undefined || key === undefined ? undefined : lastRound.row(sheet.id, key) !== undefined
