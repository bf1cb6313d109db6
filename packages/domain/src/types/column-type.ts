import type { Answer, Doubtful, Unreadable, Value } from '../answer.ts'
import type { AuthorityIndex } from '../authority-index.ts'
import type { CalendarDate } from '../calendar-date.ts'
import type { CodeIndex } from '../code-index.ts'
import type { Code } from '../code-list.ts'
import type { ColumnOf, ColumnType as TypeName } from '../column.ts'

/** What reading a column may need to know besides the column. */
export interface ReadingScope {
  readonly referenceDate: CalendarDate
  readonly authorities: AuthorityIndex
  list(id: string): CodeIndex
}

/** How one column's cells are read. Each gives a value, a value with a doubt, or `undefined` for what it cannot make sense of. */
export interface Reader {
  /** `text` has been tidied and is neither blank nor 'not held'. */
  text(text: string): Value | Doubtful | Unreadable | undefined
  number?(value: number): Value | Doubtful | Unreadable | undefined
  date?(date: CalendarDate): Value | undefined
  /** A number shown as a percentage, as a fraction of one. Left out: read as any number. */
  percent?(fraction: number): Value | undefined
  /** What is asked for, to go on after 'We need': 'a date, such as 01/09/2024'. */
  readonly expected: string
  /** The way out when it cannot be read. */
  readonly fix: string
  /** What it is not, to go on after what was found: 'is not a date'. */
  readonly which: string
}

/** One type of column. To add one, write its file, give it a name in `column.ts` and a line in `types/index.ts`. */
export interface ColumnTypeOf<Type extends TypeName> {
  reader(column: ColumnOf<Type>, scope: ReadingScope): Reader
  /** As people read it: '04/11/2024', '£10,500', 'C2 (Full care order)'. */
  show(value: Value, column: ColumnOf<Type>, scope: ReadingScope): string
  /** How many of the number kept make one of the unit people speak of: 100 pence to the pound. Left out: not a number. */
  scale?(column: ColumnOf<Type>): number
  /** The codes to choose from, where there is a list. */
  choices?(column: ColumnOf<Type>, scope: ReadingScope): readonly Pick<Code, 'code' | 'label' | 'group'>[]
  /** Many cells hold few different texts, so what each means is remembered. */
  readonly repeats: boolean
}

export type ReadCell = Answer | Doubtful
