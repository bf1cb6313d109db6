import { type Answer, absent, isUnreadable, type NotHeld, type Value } from './answer.ts'
import type { CalendarDate } from './calendar-date.ts'
import type { CompiledCollection } from './compiled-collection.ts'
import type { CompiledSheet, Row, SheetColumn } from './compiled-sheet.ts'

/** A return's rows as they are kept: plain JSON. It tells of children one by one, so it is never kept in the clear. */
export interface KeptReturn {
  readonly collection: string
  readonly version: number
  readonly referenceDate: CalendarDate
  /** The code of the authority whose return it is, where that is known. */
  readonly authority: string | null
  readonly sheets: readonly KeptSheet[]
}

interface KeptSheet {
  /** The sheet's id. */
  readonly sheet: string
  /** The ids of the columns asked for that the workbook had, in the order of every row's answers. */
  readonly columns: readonly string[]
  readonly rows: readonly KeptRow[]
}

interface KeptRow {
  /** The row's number in the officer's own sheet; for a form, that of its first line. */
  readonly row: number
  /** What names the row for its authority; `null` where a part of it is blank or unreadable, and for forms. */
  readonly key: string | null
  readonly answers: readonly KeptAnswer[]
}

/** An answer as it was read; of a cell that could not be read, what it says. */
export type KeptAnswer = Value | null | NotHeld | { readonly unreadable: string }

/** Keeps a return's rows as they are read. */
export function keepRows({ collection, referenceDate, sheets }: CompiledCollection) {
  const kept = sheets.map(({ id, columns, asked }) => ({
    sheet: id,
    columns: columns.slice(0, asked),
    rows: [] as KeptRow[],
  }))
  return {
    take({ index }: CompiledSheet, { number, key, answers }: Row): void {
      const own = kept[index]
      if (own === undefined) return
      // Which columns a workbook has is the same for all of its rows.
      if (own.rows.length === 0)
        own.columns = own.columns.filter((column) => !isAbsent(answers[column.index]))
      const said = own.columns.map((column) => keptAnswer(answers[column.index] ?? null))
      own.rows.push({ row: number, key: key ?? null, answers: said })
    },
    finish: (authority: string | undefined): KeptReturn => ({
      collection: collection.id,
      version: collection.version,
      referenceDate,
      authority: authority ?? null,
      sheets: kept.map(({ sheet, columns, rows }) => ({ sheet, columns: columns.map(({ id }) => id), rows })),
    }),
  }
}

const isAbsent = (answer: Answer | undefined): boolean =>
  isUnreadable(answer ?? null) && (answer as { said?: string }).said === undefined

const keptAnswer = (answer: Answer): KeptAnswer =>
  isUnreadable(answer) ? { unreadable: answer.said ?? '' } : answer

/** The answer again, for rules and derived columns: of an unreadable one nothing is concluded. */
export const answerFrom = (kept: KeptAnswer | undefined): Answer => {
  if (kept === undefined) return absent
  return isUnread(kept) ? { ...absent, said: kept.unreadable } : kept
}

/** A kept answer as an officer or an analyst reads it: '£10,500.00', 'Not held', 'blank', or the cell's own words. */
export const showKept = (kept: KeptAnswer | undefined, column: SheetColumn): string => {
  if (kept === undefined) return 'no such column'
  return isUnread(kept) ? kept.unreadable : column.show(kept)
}

const isUnread = (kept: KeptAnswer): kept is { readonly unreadable: string } =>
  typeof kept === 'object' && kept !== null && 'unreadable' in kept
