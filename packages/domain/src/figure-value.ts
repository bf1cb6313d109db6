import type { Exact } from './exact.ts'
import type { Figure } from './figure.ts'

/** A figure made from the rows of returns, and not from other figures. */
export type RowFigure = Exclude<Figure, { kind: 'spread' | 'estimate' }>

/** A figure as it is read: for England, or for one group of a breakdown. */
export interface FigureValue {
  readonly id: string
  readonly title: string
  readonly unit: string
  /** By column; `region` and `authority` for geography; empty for England. */
  readonly breakdown: Readonly<Record<string, string | number>>
  /** The group in words: 'Under 10', 'Birmingham'; 'England' for the whole. */
  readonly label: string
  /** Rounded to the figure's decimal places, halves away from nought; `null` where there is nothing to work it out from. */
  readonly value: number | null
  readonly numerator: number | null
  readonly denominator: number | null
  /** How many authorities' returns it is made from. */
  readonly authorities: number
  /** How many rows (or forms) answered 'not held' to what it is about. */
  readonly notHeld: number
}

/** A figure before it is rounded, for other figures to be worked out from. */
export interface ExactFigure extends Omit<FigureValue, 'value'> {
  readonly exact: Exact | undefined
}
