import { type Answer, isNotHeld, isValue } from './answer.ts'
import type { Column } from './column.ts'
import type { DerivedColumn } from './derived-column.ts'
import { showAnswer } from './read-cell.ts'
import { type RowSchema, rowSchema } from './row-schema.ts'
import type { Sheet } from './sheet.ts'
import { withCommas } from './text.ts'
import type { ReadingScope } from './types/column-type.ts'
import { columnTypes } from './types/index.ts'

/** A column as rules and figures use it: by its place in a row's answers. */
export interface SheetColumn {
  readonly id: string
  readonly index: number
  readonly heading: string
  /** Left out for a derived column. */
  readonly source?: Column
  readonly derived?: DerivedColumn
  /** Where a finding about it is shown: itself, or for a derived column the first column it is worked out from. */
  readonly shownAt: number
  /** How many of the number kept make one of the unit people speak of; 0 where it is not a number. */
  readonly scale: number
  readonly isDate: boolean
  show(answer: Answer): string
}

/** A sheet of a collection made ready for a reference date. */
export interface CompiledSheet {
  readonly id: string
  readonly index: number
  readonly sheet: Sheet
  /** The columns asked for, then the derived ones. */
  readonly columns: readonly SheetColumn[]
  readonly asked: number
  readonly rowSchema: RowSchema
  /** Throws where there is none: the collection's schema has made sure that there is. */
  column(id: string): SheetColumn
}

/** One row of a return, read. */
export interface Row {
  /** The row's number in the sheet; for a form, that of its first line. */
  readonly number: number
  readonly answers: readonly Answer[]
  /** What names the row for this authority; `undefined` where a part of it is blank or unreadable, and for forms. */
  readonly key: string | undefined
  /** Whether the key was in this authority's last return; `undefined` when there is nothing to compare with. */
  readonly inLastRound: boolean | undefined
}

export function compileSheet(sheet: Sheet, index: number, scope: ReadingScope): CompiledSheet {
  const asked = sheet.columns.map(
    (column, place): SheetColumn => ({
      id: column.id,
      index: place,
      heading: column.heading,
      source: column,
      shownAt: place,
      scale: columnTypes[column.type].scale?.(column as never) ?? 0,
      isDate: column.type === 'date',
      show: (answer) => showAnswer(answer, column, scope),
    }),
  )
  const columns = [...asked]
  for (const derived of sheet.derived) columns.push(derivedColumn(derived, columns))
  const byId = new Map(columns.map((column) => [column.id, column]))
  return {
    id: sheet.id,
    index,
    sheet,
    columns,
    asked: asked.length,
    rowSchema: rowSchema(sheet, scope),
    column(id) {
      const found = byId.get(id)
      if (found === undefined) throw new Error(`no column ${id} in sheet ${sheet.id}`)
      return found
    },
  }
}

/** The columns a derived column is worked out from. */
export function sourcesOf(derived: DerivedColumn): readonly string[] {
  if (derived.kind === 'sum-of') return derived.of
  if (derived.kind === 'days-between' || derived.kind === 'months-between') {
    return derived.to === undefined ? [derived.from] : [derived.from, derived.to]
  }
  return [derived.of]
}

function derivedColumn(derived: DerivedColumn, before: readonly SheetColumn[]): SheetColumn {
  const [first] = sourcesOf(derived)
  const source = before.find(({ id }) => id === first)
  const sameUnit = derived.kind === 'scaled' || derived.kind === 'sum-of'
  const counts =
    derived.kind === 'age' || derived.kind === 'days-between' || derived.kind === 'months-between'
  const scale = sameUnit ? (source?.scale ?? 1) : Number(counts)
  return {
    id: derived.id,
    index: before.length,
    heading: derived.heading,
    derived,
    shownAt: source?.shownAt ?? 0,
    scale,
    isDate: false,
    show: (answer) => (sameUnit && source ? source.show(answer) : plainly(answer)),
  }
}

function plainly(answer: Answer): string {
  if (isValue(answer)) return typeof answer === 'number' ? withCommas(answer) : answer
  return isNotHeld(answer) ? 'Not held' : 'blank'
}

/** A row's key from its answers, or `undefined` when a part of it is missing. */
export function keyOf(answers: readonly Answer[], key: readonly number[]): string | undefined {
  let joined = ''
  for (const index of key) {
    const answer = answers[index]
    if (answer === undefined || !isValue(answer)) return undefined
    joined += joined === '' ? answer : `\u001f${answer}`
  }
  return joined === '' ? undefined : joined
}
