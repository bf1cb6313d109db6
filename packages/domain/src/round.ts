import { type CalendarDate, inWords } from './calendar-date.ts'
import type { PersonId, RoundId } from './ids.ts'
import { Problem } from './problem.ts'
import type { RoundState } from './round-life.ts'

export interface RoundDates {
  /** The day the returns are about, or the last of their period. */
  readonly referenceOn: CalendarDate
  readonly issueOn: CalendarDate
  readonly dueOn: CalendarDate
  /** After this nothing more comes in. Officers are not shown it. */
  readonly closesOn: CalendarDate
  readonly publishOn: CalendarDate | null
}

/** One asking of a collection: its dates, whom it asks, and how far it has got. */
export interface Round extends RoundDates {
  readonly id: RoundId
  readonly title: string
  readonly collectionId: string
  readonly collectionVersion: number
  readonly collectionHash: string
  readonly authoritiesHash: string
  /** The round before, which returns are compared with. */
  readonly lastRoundId: RoundId | null
  readonly state: RoundState
  /** Where an authority asks. */
  readonly contact: string
  /** What the office says at the head of the notice, where it says anything. */
  readonly message: string | null
  readonly revision: number
  readonly openedBy: PersonId
  readonly changedBy: PersonId
  readonly approvedBy: PersonId | null
}

/** A date of a round that is out of order, and how to mend it. */
export interface DateFault {
  readonly date: 'issueOn' | 'dueOn' | 'closesOn' | 'publishOn'
  readonly words: string
}

/** Every date that is out of order. */
export function dateFaults({ referenceOn, issueOn, dueOn, closesOn, publishOn }: RoundDates): DateFault[] {
  const faults: (DateFault | false)[] = [
    issueOn < referenceOn && {
      date: 'issueOn',
      words: `Choose an issue date from ${inWords(referenceOn)} on, the reference date.`,
    },
    dueOn < issueOn && {
      date: 'dueOn',
      words: `Choose a due date from ${inWords(issueOn)} on, when the requests are issued.`,
    },
    closesOn < dueOn && {
      date: 'closesOn',
      words: `Choose a closing date from ${inWords(dueOn)} on, when the returns are due.`,
    },
    publishOn !== null &&
      publishOn < closesOn && {
        date: 'publishOn',
        words: `Choose a publication date from ${inWords(closesOn)} on, when the round closes.`,
      },
  ]
  return faults.filter((fault) => fault !== false)
}

/** Refuses dates that are out of order, with a sentence for each that is. */
export function datesMustFollow(dates: RoundDates): void {
  const faults = dateFaults(dates).map(({ words }) => words)
  if (faults.length > 0) throw roundProblems.roundDates({ faults })
}

/** Refuses a round to compare with that is of another collection, is a draft, or is not earlier. */
export function lastRoundMustFit(
  last: Pick<Round, 'collectionId' | 'referenceOn' | 'state'>,
  round: Pick<Round, 'collectionId' | 'referenceOn'>,
): void {
  const fits =
    last.collectionId === round.collectionId && last.state !== 'draft' && last.referenceOn < round.referenceOn
  if (!fits) throw roundProblems.lastRound()
}

/** Four eyes: nobody approves what they opened or last changed. */
export function mustBeOthersWork(
  { openedBy, changedBy }: Pick<Round, 'openedBy' | 'changedBy'>,
  personId: PersonId,
): void {
  if (personId === openedBy || personId === changedBy) throw roundProblems.ownWork()
}

/** Refuses to close a round while somebody who has sent nothing that is signed is still in time. */
export function mustBeOver(lastDueOn: CalendarDate | null, today: CalendarDate): void {
  if (lastDueOn !== null && today <= lastDueOn) throw roundProblems.stillInTime({ lastDueOn })
}

const someOf = (those: readonly string[]): string =>
  `${those.slice(0, 10).join(', ')}${those.length > 10 ? ` and ${those.length - 10} others` : ''}`

export const roundProblems = {
  roundDates: ({ faults }: { faults: readonly string[] }) =>
    new Problem('invalid', 'ROUND_DATES', faults.join(' ')),

  collectionUnknown: ({ collectionId }: { collectionId: string }) =>
    new Problem(
      'invalid',
      'COLLECTION_UNKNOWN',
      `There is no collection ${collectionId} in that version. Choose one from the list of collections.`,
    ),

  /** `those` by code, or in words. */
  notAskable: ({ those, referenceOn }: { those: readonly string[]; referenceOn: CalendarDate }) =>
    new Problem(
      'invalid',
      'NOT_ASKABLE',
      `About ${inWords(referenceOn)} this collection does not ask ${someOf(those)}. Choose authorities of the kinds it asks that were open then.`,
    ),

  exceptUnknown: ({ codes }: { codes: readonly string[] }) =>
    new Problem(
      'invalid',
      'EXCEPT_UNKNOWN',
      `We know no authority by ${someOf(codes)}, so it cannot be left out. Use the code of each authority that is left out.`,
    ),

  nobodyAsked: ({ referenceOn }: { referenceOn: CalendarDate }) =>
    new Problem(
      'invalid',
      'NOBODY_ASKED',
      `About ${inWords(referenceOn)} this round would ask nobody. Choose at least one authority.`,
    ),

  notAskedHere: ({ authority }: { authority: string }) =>
    new Problem(
      'invalid',
      'NOT_ASKED_HERE',
      `This round asks no authority by “${authority.slice(0, 60)}”. Use the code, the GSS code or the name of one that it asks.`,
    ),

  lastRound: () =>
    new Problem(
      'invalid',
      'LAST_ROUND',
      'Choose a round of the same collection that was issued and has an earlier reference date to compare with, or none.',
    ),

  ownWork: () =>
    new Problem(
      'forbidden',
      'OWN_WORK',
      'You opened this round or were the last to change it. Ask another approver to approve it.',
    ),

  roundApproved: () =>
    new Problem('conflict', 'ROUND_APPROVED', 'This round is approved already. It can be issued.'),

  roundNotApproved: () =>
    new Problem(
      'conflict',
      'ROUND_NOT_APPROVED',
      'Nobody has approved this round as it is now. Ask an approver who did not open or change it, then issue it.',
    ),

  stillInTime: ({ lastDueOn }: { lastDueOn: CalendarDate }) =>
    new Problem(
      'conflict',
      'STILL_IN_TIME',
      `Authorities have until ${inWords(lastDueOn)} to answer. Close the round after that day, or when every return is signed off.`,
    ),
}
