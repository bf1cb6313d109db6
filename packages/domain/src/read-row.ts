import { type Answer, absent, isDoubtful, isUnreadable, type Unreadable } from './answer.ts'
import type { Cell } from './cell.ts'
import { type CompiledSheet, keyOf, type Row, type SheetColumn } from './compiled-sheet.ts'
import { derivations, type ReturningAuthority } from './derive.ts'
import type { LastRound } from './last-round.ts'
import { showCell } from './read-cell.ts'
import type { ReadCell, ReadingScope } from './types/column-type.ts'

/** Told of what each cell said where that needs a finding. */
export interface ReadingWatch {
  unreadable(row: Row, column: SheetColumn, answer: Unreadable, cell: Cell): void
  doubtful(row: Row, column: SheetColumn, answer: Exclude<ReadCell, Answer>, cell: Cell): void
}

/**
 * Makes the function that reads a sheet's rows. `places` says where each column asked for stands among a row's cells, from 1, and is
 * empty for one the workbook does not have. The row it gives is used again for the next: copy what you keep.
 */
export function rowReader(
  sheet: CompiledSheet,
  places: readonly (number | undefined)[],
  { scope, returning, lastRound, watch }: RowReading,
): (number: number, cells: readonly Cell[]) => Row {
  const columns = sheet.columns.slice(0, sheet.asked)
  const present = columns.flatMap((column) => {
    const place = places[column.index]
    return place === undefined ? [] : [{ column, id: column.id, index: column.index, at: place - 1 }]
  })
  const derive = derivations(sheet, scope, returning)
  const key = sheet.sheet.kind === 'table' ? sheet.sheet.key.map((id) => sheet.column(id).index) : []
  const row = {
    number: 0,
    answers: new Array<Answer>(sheet.columns.length),
    key: noKey(),
    inLastRound: notCompared(),
  }
  const { answers } = row
  for (const { index } of columns) answers[index] = absent
  const cellsByColumn: Record<string, Cell> = Object.fromEntries(columns.map(({ id }) => [id, null]))

  /** What needs a finding is told last, when the row's key is known. */
  const tell = (read: Record<string, ReadCell>): void => {
    for (const { column, id } of present) {
      const said = read[id] ?? null
      if (typeof said !== 'object' || said === null || 'notHeld' in said) continue
      const cell = cellsByColumn[id] ?? null
      if (isDoubtful(said)) watch.doubtful(row, column, said, cell)
      else watch.unreadable(row, column, said, cell)
    }
  }
  return (number, cells) => {
    for (const { id, at } of present) cellsByColumn[id] = cells[at] ?? null
    const read = sheet.rowSchema.parse(cellsByColumn)
    for (const { id, index } of present)
      answers[index] = answerOf(read[id] ?? null, cellsByColumn[id] ?? null)
    let next = columns.length
    for (const work of derive) answers[next++] = work(answers)
    row.number = number
    row.key = key.length === 0 ? undefined : keyOf(answers, key)
    row.inLastRound = seenBefore(sheet, row.key, lastRound)
    tell(read)
    return row
  }
}

/** What reading a row needs besides the sheet. */
export interface RowReading {
  readonly scope: ReadingScope
  readonly returning: ReturningAuthority
  readonly lastRound: LastRound | undefined
  readonly watch: ReadingWatch
}

const noKey = (): string | undefined => undefined
const notCompared = (): boolean | undefined => undefined

function answerOf(read: ReadCell, cell: Cell): Answer {
  if (typeof read !== 'object' || read === null) return read
  if (isDoubtful(read)) return read.value
  return isUnreadable(read) ? { ...read, said: showCell(cell) } : read
}

const seenBefore = (sheet: CompiledSheet, key: string | undefined, lastRound: LastRound | undefined) =>
  lastRound === undefined || key === undefined ? undefined : lastRound.row(sheet.id, key) !== undefined
