import { dateInput, type Mistake, mistakeInDay, type TypedParts } from './fields.ts'
import type { Html } from './html.ts'

/** The day by which an authority has to answer, as it was typed. */
export interface TypedAnswerBy {
  readonly due: TypedParts
  /** The parts of it that are still to be typed. */
  readonly missing: readonly (keyof TypedParts)[]
}

/** Asks by which day an authority has to answer a question. */
export const answerByInput = (
  mistakes: readonly Mistake[] | undefined,
  typed: TypedAnswerBy | undefined,
): Html =>
  dateInput({
    ...{ name: 'due', legend: 'By which day do you need an answer?' },
    error: mistakeInDay(mistakes, 'due'),
    ...(typed && { value: typed.due, wrong: typed.missing }),
  })
