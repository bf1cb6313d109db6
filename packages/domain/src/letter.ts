import { Problem } from './problem.ts'

export const letterKinds = ['request', 'non-compliance'] as const
/** A formal letter: the request itself, or that a return is still owed. */
export type LetterKind = (typeof letterKinds)[number]

export const letterStates = ['proposed', 'issued', 'declined', 'withdrawn'] as const
/** How far a letter has got. One that is proposed waits for a person; one that is withdrawn was not needed any more. */
export type LetterState = (typeof letterStates)[number]

/** What a letter is quoted by: its number in the year in which it was issued. */
export const letterReference = (year: number, number: number): string =>
  `CCO-${year}-${`${number}`.padStart(5, '0')}`

/** Refuses to decide on a letter twice. */
export function mustBeProposed({ state }: { readonly state: LetterState }): void {
  if (state !== 'proposed') throw letterProblems.letterDecided({ state })
}

const letterProblems = {
  letterDecided: ({ state }: { state: LetterState }) =>
    new Problem(
      'conflict',
      'LETTER_DECIDED',
      `This letter is ${state} already. Open it again to see what became of it.`,
    ),
}
