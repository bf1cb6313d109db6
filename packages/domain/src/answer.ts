import type { FaultyCell } from './cell.ts'

/**
 * What a cell says once it has been read by its column's type: a value, nothing (`null`), 'not held', or something unreadable.
 * Values are kept the way they add and compare exactly: dates as 'YYYY-MM-DD', money as whole pence, codes as the list's own code.
 */
export type Answer = Value | null | NotHeld | Unreadable
export type Value = string | number

/** The authority does not hold this. It is an answer: neither blank, nor nought, nor refused. */
export interface NotHeld {
  readonly notHeld: true
}
export const notHeld: NotHeld = Object.freeze({ notHeld: true })

/** A cell that could not be read, and the words for its finding. */
export interface Unreadable {
  readonly fault: Fault
  /** What the cell says, as the officer sees it; left out where the workbook has no such column. */
  readonly said?: string
  /** Goes on after what was found: 'is not a date'. */
  readonly which: string
  readonly expected: string
  readonly fix: string
}

// Nothing is concluded from a column the workbook does not have, and its absence is one finding of its own.
export const absent: Unreadable = Object.freeze({ fault: 'unreadable', which: '', expected: '', fix: '' })

/** Each is the last part of a finding's rule code, so none is ever renamed. */
export type Fault = 'unreadable' | 'suppressed' | 'not-held' | FaultyCell['kind']

/** A value that was read, with a doubt the officer has to settle: a date that may be month-first. */
export interface Doubtful {
  readonly value: Value
  readonly which: string
  readonly expected: string
  readonly fix: string
}

export const isValue = (answer: Answer): answer is Value =>
  typeof answer === 'string' || typeof answer === 'number'
export const isNotHeld = (answer: Answer): answer is NotHeld =>
  typeof answer === 'object' && answer !== null && 'notHeld' in answer
export const isUnreadable = (answer: Answer): answer is Unreadable =>
  typeof answer === 'object' && answer !== null && 'fault' in answer
export const isDoubtful = (answer: Answer | Doubtful): answer is Doubtful =>
  typeof answer === 'object' && answer !== null && 'value' in answer
