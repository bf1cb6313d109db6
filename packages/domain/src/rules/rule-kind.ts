import type { z } from 'zod'
import type { CalendarDate } from '../calendar-date.ts'
import type { CompiledSheet, Row, SheetColumn } from '../compiled-sheet.ts'
import type { Condition } from '../condition.ts'
import type { LastRound } from '../last-round.ts'
import type { Predicate } from '../predicate.ts'

/** What is wrong, in words; the engine adds where. */
export interface Complaint {
  readonly column: SheetColumn
  /** The row it is about; left out when it is about the whole sheet. */
  readonly row?: Row
  readonly message: string
  readonly expected: string
  readonly fix: string
  /** What was found, when that is not simply what the cell says. */
  readonly found?: string
  /** Words a collection's own sentences may name in braces, beside the columns. */
  readonly facts?: Readonly<Record<string, string>>
  /** The columns whose values made it so: an explanation lapses when one of them changes. */
  readonly looksAt: readonly SheetColumn[]
}

/** What a rule may know while it watches one return. */
export interface RuleScope {
  readonly sheet: CompiledSheet
  readonly referenceDate: CalendarDate
  other(sheet: string): CompiledSheet
  holds(condition: Condition, sheet?: CompiledSheet): Predicate
  /** This authority's return in the round before, where there is one. */
  readonly lastRound: LastRound | undefined
  /** A reference population of the authority making the return. */
  population(of: string): number | undefined
  report(complaint: Complaint): void
}

/** A rule at work on one return: it sees each row once, as it is read, and has a last word after all sheets. */
export interface Watch {
  row?(row: Row): void
  /** Rows of a sheet, by its id, that it needs to see besides: another's, or its own for another purpose. */
  readonly rowsOf?: Readonly<Record<string, (row: Row) => void>>
  end?(): void
}

/** A column that a rule's options name, for the collection's schema to look up. */
export interface Reference {
  readonly column: string
  /** Left out: the rule's own sheet. */
  readonly sheet?: string | undefined
  readonly as?: 'date' | 'number'
}

type OptionsOf<Shape extends z.ZodRawShape> = z.output<z.ZodObject<Shape, z.core.$strict>>

/** A way a return can be wrong: the options a collection gives, the columns they name, and how to tell. */
export interface RuleKind<Shape extends z.ZodRawShape> {
  readonly options: z.ZodObject<Shape, z.core.$strict>
  references(options: OptionsOf<Shape>): readonly (Reference | ConditionReference)[]
  watch(options: OptionsOf<Shape>, scope: RuleScope): Watch
}

export interface ConditionReference {
  readonly condition: Condition
  readonly sheet?: string | undefined
}

/** Ties the type of a rule's options to their schema. */
export const ruleKind = <Shape extends z.ZodRawShape>(kind: RuleKind<Shape>): RuleKind<Shape> => kind
