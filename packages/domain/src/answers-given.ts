import type { CompiledCollection } from './compiled-collection.ts'
import type { CompiledSheet, SheetColumn } from './compiled-sheet.ts'
import type { KeptAnswer, KeptReturn } from './kept-return.ts'

/** How far one sheet of a return is filled in. */
export interface SheetGiven {
  /** The sheet's id, and its name in the template. */
  readonly sheet: string
  readonly name: string
  readonly kind: 'table' | 'form'
  /** A form is one row. */
  readonly rows: number
  /** Those asked for, in the order of the collection. */
  readonly columns: readonly ColumnGiven[]
}

/** The answers to one column, or to one question of a form, sorted by what they are. They add up to the rows. */
interface ColumnGiven {
  readonly column: string
  readonly heading: string
  readonly mayBeBlank: boolean
  readonly mayBeNotHeld: boolean
  readonly answered: number
  readonly notHeld: number
  /** Also where the workbook has no such column. */
  readonly blank: number
  readonly unreadable: number
}

/** Counts a return's answers by column: given, 'not held', blank or unreadable. */
export const answersGiven = ({ sheets }: CompiledCollection, kept: KeptReturn): SheetGiven[] =>
  sheets.map((sheet) => {
    const own = kept.sheets.find((one) => one.sheet === sheet.id) ?? none
    return {
      sheet: sheet.id,
      name: sheet.sheet.name,
      kind: sheet.sheet.kind,
      rows: own.rows.length,
      columns: askedIn(sheet).map((column) => {
        const place = own.columns.indexOf(column.id)
        return columnGiven(
          column,
          own.rows.map(({ answers }) => answers[place]),
        )
      }),
    }
  })

const none: Pick<KeptReturn['sheets'][number], 'columns' | 'rows'> = { columns: [], rows: [] }

const askedIn = ({ columns, asked }: CompiledSheet): readonly SheetColumn[] => columns.slice(0, asked)

function columnGiven(
  { id, heading, source }: SheetColumn,
  answers: readonly (KeptAnswer | undefined)[],
): ColumnGiven {
  const sorted = Map.groupBy(answers, sortOf)
  const count = (sort: Sort) => sorted.get(sort)?.length ?? 0
  return {
    column: id,
    heading,
    mayBeBlank: source?.required !== true,
    mayBeNotHeld: source?.notHeld === true,
    answered: count('answered'),
    notHeld: count('notHeld'),
    blank: count('blank'),
    unreadable: count('unreadable'),
  }
}

type Sort = 'answered' | 'notHeld' | 'blank' | 'unreadable'

function sortOf(answer: KeptAnswer | undefined): Sort {
  if (answer === undefined || answer === null) return 'blank'
  if (typeof answer !== 'object') return 'answered'
  return 'notHeld' in answer ? 'notHeld' : 'unreadable'
}
