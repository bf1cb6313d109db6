import { z } from 'zod'
import type { Cell } from './cell.ts'
import { cellReader } from './read-cell.ts'
import type { Sheet } from './sheet.ts'
import type { ReadCell, ReadingScope } from './types/column-type.ts'

/** A row of cells by column, as it comes in; and of what each says, as it goes out. */
export type RowSchema = z.ZodType<Record<string, ReadCell>, Record<string, Cell>>

/**
 * The schema every row of a sheet is parsed with, made once from its columns. It takes any cells at all: what cannot be read is
 * an answer too (a fault, with the words for its finding), so one bad cell never hides what the others say.
 */
export function rowSchema(sheet: Sheet, scope: ReadingScope): RowSchema {
  const shape = Object.fromEntries(
    sheet.columns.map((column) => {
      const read = cellReader(column, scope)
      return [column.id, z.any().overwrite((cell: Cell) => read(cell))]
    }),
  )
  return z.object(shape) as unknown as RowSchema
}
