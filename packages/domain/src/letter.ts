import type { CalendarDate } from './calendar-date.ts'
import type { PersonId } from './ids.ts'
import { Problem } from './problem.ts'
import type { Viewer } from './viewer.ts'

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

/** Refuses to have whoever proposed a letter by hand approve it. */
export function mustBeProposedByAnother(
  viewer: Viewer,
  { proposedBy }: { readonly proposedBy: PersonId | null },
): void {
  if (isProposedBy(viewer, { proposedBy })) throw letterProblems.ownLetter()
}

/** Whether it is this viewer who proposed a letter. */
export const isProposedBy = (
  viewer: Viewer,
  { proposedBy }: { readonly proposedBy: PersonId | null },
): boolean => proposedBy !== null && 'personId' in viewer && viewer.personId === proposedBy

/** A letter by what it is about. */
export interface LetterAbout {
  readonly kind: LetterKind
  readonly state: LetterState
  readonly dueOn: CalendarDate
}

/** Refuses a second letter of non-compliance about a return that was due on one day, while the first waits or once it was issued. */
export function mustBeFirstAbout(dueOn: CalendarDate, letters: readonly LetterAbout[]): void {
  const other = letters.find(
    ({ kind, state, ...of }) =>
      kind === 'non-compliance' && of.dueOn === dueOn && (state === 'proposed' || state === 'issued'),
  )
  if (other !== undefined) throw letterProblems.letterThere({ state: other.state })
}

export const letterProblems = {
  letterThere: ({ state }: { state: LetterState }) =>
    new Problem(
      'conflict',
      'LETTER_THERE',
      state === 'proposed'
        ? 'A letter about this due date waits to be approved already. Decide on that one.'
        : 'A letter about this due date was issued already. There is one for each due date.',
    ),

  ownLetter: () =>
    new Problem(
      'forbidden',
      'OWN_LETTER',
      'You proposed this letter. Ask somebody else of the office to approve it. You can take it back.',
    ),

  letterDecided: ({ state }: { state: LetterState }) =>
    new Problem(
      'conflict',
      'LETTER_DECIDED',
      `This letter is ${state} already. Open it again to see what became of it.`,
    ),
}
