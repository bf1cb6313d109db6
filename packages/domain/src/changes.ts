import type { CompiledCollection } from './compiled-collection.ts'
import type { CompiledSheet } from './compiled-sheet.ts'
import { type KeptReturn, showKept } from './kept-return.ts'
import { pairRows, type RowOfVersion, type RowPairs, saysTheSame } from './row-pairs.ts'

/** What a new version of a return changes: which rows are new, gone or say something else. */
export interface Changes {
  readonly counts: ChangeCounts
  /** In the order of the collection, each sheet it asks for. */
  readonly sheets: readonly SheetChanges[]
}

interface ChangeCounts {
  readonly added: number
  readonly removed: number
  readonly altered: number
  readonly unaltered: number
}

interface SheetChanges {
  /** The sheet's id, and its name in the template. */
  readonly sheet: string
  readonly name: string
  readonly counts: ChangeCounts
  /** In the order of the rows: of the new version, or for those removed of the old one. */
  readonly added: readonly ChangedRow[]
  readonly removed: readonly ChangedRow[]
  readonly altered: readonly AlteredRow[]
}

interface ChangedRow {
  /** Its number in the workbook it is in. */
  readonly row: number
  /** What the row is called by its authority, as it is read ('A17'); `null` where it has no name, and for forms. */
  readonly called: string | null
}

interface AlteredRow extends ChangedRow {
  /** Its number in the old version. */
  readonly rowBefore: number
  readonly cells: readonly AlteredCell[]
}

/** One answer, as it is read, in the old version and the new. */
interface AlteredCell {
  readonly column: string
  readonly heading: string
  readonly before: string
  readonly after: string
}

/** Compares a new version of a return with the one it replaces, both of one collection. */
export function changesBetween(
  { sheets }: CompiledCollection,
  before: KeptReturn,
  after: KeptReturn,
): Changes {
  const changes = sheets.map((sheet) => sheetChanges(sheet, rowsOf(sheet, before), rowsOf(sheet, after)))
  const total = (of: keyof ChangeCounts) => changes.reduce((sum, { counts }) => sum + counts[of], 0)
  return {
    counts: {
      added: total('added'),
      removed: total('removed'),
      altered: total('altered'),
      unaltered: total('unaltered'),
    },
    sheets: changes,
  }
}

function rowsOf({ id, columns, asked }: CompiledSheet, { sheets }: KeptReturn): RowOfVersion[] {
  const own = sheets.find(({ sheet }) => sheet === id)
  if (own === undefined) return []
  const places = columns.slice(0, asked).map((column) => own.columns.indexOf(column.id))
  return own.rows.map(({ row, key, answers }) => ({
    row,
    key,
    answers: places.map((place) => answers[place]),
  }))
}

function sheetChanges(
  sheet: CompiledSheet,
  before: readonly RowOfVersion[],
  after: readonly RowOfVersion[],
): SheetChanges {
  const isForm = sheet.sheet.kind === 'form'
  const { pairs, added, removed } = isForm ? onlyRows(before, after) : pairRows(before, after)
  const altered = pairs
    .map(([one, other]) => ({
      ...changedRow(sheet, other),
      rowBefore: one.row,
      cells: alteredCells(sheet, one, other),
    }))
    .filter(({ cells }) => cells.length > 0)
    .sort((a, b) => a.row - b.row)
  return {
    sheet: sheet.id,
    name: sheet.sheet.name,
    counts: {
      added: added.length,
      removed: removed.length,
      altered: altered.length,
      unaltered: pairs.length - altered.length,
    },
    added: added.map((row) => changedRow(sheet, row)),
    removed: removed.map((row) => changedRow(sheet, row)),
    altered,
  }
}

/** A form is one row, whatever it says. */
function onlyRows([before]: readonly RowOfVersion[], [after]: readonly RowOfVersion[]): RowPairs {
  if (before && after) return { pairs: [[before, after]], added: [], removed: [] }
  return { pairs: [], added: after ? [after] : [], removed: before ? [before] : [] }
}

function changedRow({ sheet, column }: CompiledSheet, { row, key, answers }: RowOfVersion): ChangedRow {
  if (key === null || sheet.kind === 'form') return { row, called: null }
  const parts = sheet.key.map((id) => column(id)).map((part) => showKept(answers[part.index], part))
  return { row, called: parts.join(', ') }
}

function alteredCells(
  { columns, asked }: CompiledSheet,
  before: RowOfVersion,
  after: RowOfVersion,
): AlteredCell[] {
  return columns.slice(0, asked).flatMap((column) => {
    const [was, is] = [before.answers[column.index], after.answers[column.index]]
    if (saysTheSame(was, is)) return []
    const { id, heading } = column
    return [{ column: id, heading, before: showKept(was, column), after: showKept(is, column) }]
  })
}
