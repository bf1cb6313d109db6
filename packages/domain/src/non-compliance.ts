import { type CalendarDate, inWords } from './calendar-date.ts'
import type { Collection } from './collection.ts'
import { type DataRequest, isOverdue } from './data-request.ts'
import { type LetterAbout, mustBeFirstAbout } from './letter.ts'
import { type LetterText, letterText } from './letter-text.ts'
import { Problem } from './problem.ts'
import type { RequestState } from './request-life.ts'
import { itemsOf } from './request-notice.ts'
import { both, counted, withoutCapital } from './text.ts'
import type { Wording } from './wording.ts'
import { workingDaysUntil } from './working-days.ts'

type Owed = Pick<DataRequest, 'state' | 'roundState' | 'dueOn'>

/** Why a letter about a return that was due on some day is not needed any more; `undefined` where it is. */
export function whyNotOwed(
  request: Owed,
  { dueOn, today }: { readonly dueOn: CalendarDate; readonly today: CalendarDate },
): string | undefined {
  if (request.state === 'no-return') return 'The round closed, and the return is not asked for any more.'
  if (stands[request.state] === undefined) return 'The return has been signed off.'
  if (request.roundState !== 'open') return 'The round is not open any more.'
  if (request.dueOn !== dueOn) return `The return is due on ${inWords(request.dueOn)} now.`
  return isOverdue(request, today) ? undefined : 'The return is not overdue.'
}

/** Refuses to propose a letter about a return that is not owed, or about which one waits or was issued since it was due. */
export function mustWantLetter(
  request: Owed,
  { letters, today }: { readonly letters: readonly LetterAbout[]; readonly today: CalendarDate },
): void {
  const why = whyNotOwed(request, { dueOn: request.dueOn, today })
  if (why !== undefined) throw notOwed(why)
  mustBeFirstAbout(request.dueOn, letters)
}

const notOwed = (why: string) =>
  new Problem('conflict', 'RETURN_NOT_OWED', `No letter can be proposed now. ${why}`)

const stands: Partial<Record<RequestState, string>> = {
  'not-started': 'nothing has been sent',
  'in-progress': 'it is begun, and a version without mistakes is still to be sent',
  'needs-answers': 'it was sent, and what our checks ask about it is still to be answered',
  'awaiting-sign-off': 'it was sent and checked, and its signatory has not signed it off',
}

interface Overdue {
  readonly collection: Pick<Collection, 'legalBasis' | 'sheets'>
  readonly round: { readonly title: string; readonly contact: string }
  readonly authority: { readonly name: string; readonly code: string }
  readonly request: Pick<DataRequest, 'state'> & {
    readonly issuedOn: CalendarDate
    /** Of the letter in which it was asked, where there is one. */
    readonly reference: string | undefined
  }
  readonly dueOn: CalendarDate
  readonly today: CalendarDate
  /** On which days its people were reminded, earliest first. */
  readonly remindedOn: readonly CalendarDate[]
  readonly wording: Wording
}

/** The letter that tells an authority that its return is owed: under what law, since when, how far it is, and what to do. */
export function nonComplianceLetter(overdue: Overdue): LetterText {
  const { collection, round, authority, request, dueOn, today, remindedOn, wording } = overdue
  return letterText({
    wording,
    named: {
      ...{ name: authority.name, authority: authority.name },
      ...{ round: round.title, contact: round.contact },
      'due date': inWords(dueOn),
      'legal basis': withoutCapital(collection.legalBasis),
      'issued date': inWords(request.issuedOn),
      'request reference': request.reference ?? 'without a reference',
      'time overdue': counted(workingDaysUntil(dueOn, today), 'working day'),
      'where it stands': stands[request.state] ?? 'nothing has been sent',
      reminders:
        remindedOn.length === 0 ? [] : [`We reminded its people on ${both(remindedOn.map(inWords))}.`],
    },
    to: `${authority.name} (${authority.code})`,
    message: [],
    facts: [
      { name: 'Round', value: round.title },
      { name: 'Legal basis', value: collection.legalBasis },
      ...(request.reference === undefined ? [] : [{ name: 'Our request', value: request.reference }]),
      { name: 'Issued', value: inWords(request.issuedOn) },
      { name: 'Due', value: inWords(dueOn) },
      { name: 'Contact', value: round.contact },
    ],
    items: itemsOf(collection),
  })
}
