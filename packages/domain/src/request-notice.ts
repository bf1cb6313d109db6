import { timeInWords } from './asked.ts'
import { type CalendarDate, inWords } from './calendar-date.ts'
import type { Collection } from './collection.ts'
import { type LetterItem, type LetterText, letterText } from './letter-text.ts'
import { capital, counted, paragraphsOf, withoutCapital } from './text.ts'
import type { Wording } from './wording.ts'

/** What a formal request says to one authority. */
export type RequestNotice = LetterText

interface Noticed {
  readonly collection: Collection
  readonly round: {
    readonly title: string
    readonly referenceOn: CalendarDate
    /** The day it was issued, or is to be. */
    readonly issueOn: CalendarDate
    readonly dueOn: CalendarDate
    readonly contact: string
    readonly message: string | null
  }
  readonly authority: { readonly name: string; readonly code: string }
  readonly wording: Wording
}

/** The formal request of a round to an authority: legal basis, purpose, what is asked, of what day, by when, and where to ask. */
export function requestNotice({ collection, round, authority, wording }: Noticed): RequestNotice {
  const { title, dueOn, contact } = round
  return letterText({
    wording,
    named: {
      ...{ name: authority.name, authority: authority.name, round: title, contact },
      'due date': inWords(dueOn),
      'legal basis': withoutCapital(collection.legalBasis),
      purpose: withoutCapital(collection.purpose),
      'how to answer': howToAnswer(collection),
    },
    to: `${authority.name} (${authority.code})`,
    message: paragraphsOf(round.message ?? ''),
    facts: [
      { name: 'Collection', value: collection.title },
      { name: 'Legal basis', value: collection.legalBasis },
      {
        name: collection.reference.kind === 'day' ? 'Reference date' : 'Period',
        value: capital(timeInWords({ collection, referenceDate: round.referenceOn })),
      },
      { name: 'Issued', value: inWords(round.issueOn) },
      { name: 'Due', value: inWords(dueOn) },
      { name: 'Contact', value: contact },
    ],
    items: itemsOf(collection),
  })
}

/** What a collection asks, sheet by sheet. */
export const itemsOf = ({ sheets }: Pick<Collection, 'sheets'>): LetterItem[] =>
  sheets.map(({ name, kind, columns, intro }) => ({
    name: `${name}: ${counted(columns.length, kind === 'table' ? 'column' : 'question')}`,
    says: intro,
  }))

function howToAnswer({ sheets, nilReturn }: Collection): string[] {
  const mayNotHold = sheets.some(({ columns }) => columns.some(({ notHeld }) => notHeld))
  return [
    `You are asked for what you hold.${mayNotHold ? ' Where a question allows it, “Not held” is an answer of its own: it is neither an empty cell nor 0.' : ''}`,
    'Give every number as it is, however small. Nothing that could identify a child is published.',
    ...(nilReturn
      ? [`If there is nothing to report, declare a nil return. By it you say: ${nilReturn.means}`]
      : []),
  ]
}
