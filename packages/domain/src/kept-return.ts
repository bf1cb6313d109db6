import { type Answer, absent, isUnreadable, type NotHeld, type Value } from './answer.ts'
import type { CalendarDate } from './calendar-date.ts'
import type { CompiledCollection } from './compiled-collection.ts'
import type { CompiledSheet, Row, SheetColumn } from './compiled-sheet.ts'
import { cellName } from './place.ts'
import type { Placing } from './report.ts'

/** A return's rows as they are kept: plain JSON. It tells of children one by one, so it is never kept in the clear. */
export interface KeptReturn {
  readonly collection: string
  readonly version: number
  readonly referenceDate: CalendarDate
  /** The code of the authority whose return it is, where that is known. */
  readonly authority: string | null
  readonly sheets: readonly KeptSheet[]
}

export interface KeptSheet {
  /** The sheet's id. */
  readonly sheet: string
  /** Where it stood in the workbook; left out where there was none, and in what was kept before places were. */
  readonly at?: KeptPlace
  /** The ids of the columns asked for that the workbook had, in the order of every row's answers. */
  readonly columns: readonly string[]
  readonly rows: readonly KeptRow[]
}

interface KeptPlace {
  /** The sheet's name in the officer's workbook. */
  readonly name: string
  /** The workbook's column of each of `columns`, from 1; for a form, also the line of each. */
  readonly columns: readonly number[]
  readonly lines?: readonly number[]
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
    placing: undefined as Placing | undefined,
    rows: [] as KeptRow[],
  }))
  return {
    /** Is told where a sheet's answers are, before its first row. */
    placed({ index }: CompiledSheet, placing: Placing): void {
      const own = kept[index]
      if (own) own.placing = placing
    },
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
      sheets: kept.map(({ sheet, columns, placing, rows }) => ({
        sheet,
        ...(placing && { at: placeOf(placing, columns) }),
        columns: columns.map(({ id }) => id),
        rows,
      })),
    }),
  }
}

function placeOf({ name, columns: at, rows }: Placing, columns: readonly SheetColumn[]): KeptPlace {
  const of = (places: readonly (number | undefined)[]) => columns.map(({ index }) => places[index] ?? 0)
  return { name, columns: of(at), ...(rows && { lines: of(rows) }) }
}

/** The cell of the officer's workbook that an answer was read from: 'B7'; `null` where that was not kept. */
export function keptCell({ at, columns }: KeptSheet, row: number, column: string): string | null {
  const index = columns.indexOf(column)
  const place = at?.columns[index]
  const line = at?.lines ? at.lines[index] : row
  return place && line ? cellName(line, place) : null
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
