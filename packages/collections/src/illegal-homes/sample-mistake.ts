import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { Cell } from '@rollcall/domain/cell'
import type { Random } from '../sample/random.ts'
import type { SampleRow } from '../sample/sample.ts'
import type { Typing } from '../sample/typing.ts'
import type { Child } from './sample-child.ts'

/** What making a mistake in one child's row may need to know. */
export interface Making {
  readonly child: Child
  readonly referenceDate: CalendarDate
  readonly random: Random
  readonly typing: Typing
  /** The identifier of an earlier row that nothing is wrong with. */
  readonly earlierId: Cell
  /** Pounds a week that may go missing before the spending of the year no longer fits. */
  readonly spareCost: number
}

/** A mistake people make: the cells it changes, and the finding it gives. Never a second finding. */
export interface Mistake {
  readonly column: string
  readonly rule: string
  fits?(making: Making): boolean
  cells(making: Making): SampleRow
}
