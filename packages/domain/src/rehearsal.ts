import type { CheckedReturn } from './check.ts'
import type { FigureValue } from './figure-value.ts'
import type { Severity } from './finding.ts'

/** How far a rehearsal is. */
export type RehearsalState = 'waiting' | 'done' | 'failed'

/** What came of trying a draft on sample returns. Nothing in it is of one row. */
export interface Rehearsed {
  /** Where no sample returns can be made of this collection, so nothing was tried. */
  readonly hasSamples: boolean
  readonly returns: number
  readonly rows: number
  readonly planted: number
  /** How many returns each outcome has. */
  readonly outcomes: Readonly<Partial<Record<CheckedReturn['outcome'] | 'refused', number>>>
  readonly rules: readonly RehearsedRule[]
  readonly figures: readonly Pick<FigureValue, 'id' | 'title' | 'unit' | 'value'>[]
  /** How many returns the figures are made from. */
  readonly counted: number
  readonly milliseconds: { readonly checking: number; readonly figures: number }
}

/** What one rule found in the sample returns. */
export interface RehearsedRule {
  readonly rule: string
  readonly severity: Severity
  readonly findings: number
  readonly returns: number
}
