import type { Column } from './column.ts'
import type { ColumnTypeOf, ReadingScope } from './types/column-type.ts'
import { columnTypes } from './types/index.ts'

/** The codes to choose from in a column, and their words; none where it is not chosen from a list. */
export function choicesOf(
  column: Column,
  scope: ReadingScope,
): readonly { readonly code: string; readonly label: string }[] {
  return (
    (columnTypes[column.type] as ColumnTypeOf<typeof column.type>).choices?.(column as never, scope) ?? []
  )
}

/** What may be answered, in words: 'a date, day first, such as 01/09/2024'. */
export const expectedIn = (column: Column, scope: ReadingScope): string =>
  (columnTypes[column.type] as ColumnTypeOf<typeof column.type>).reader(column as never, scope).expected
