import { timeInWords } from './asked.ts'
import { type CalendarDate, inWords } from './calendar-date.ts'
import type { Collection } from './collection.ts'
import { capital, counted, paragraphsOf, withoutCapital } from './text.ts'

/** What a formal request says to one authority, in parts, for a page, an e-mail and a letter to be made of the same words. */
export interface RequestNotice {
  readonly subject: string
  /** Whom it is addressed to. */
  readonly to: string
  readonly opening: readonly string[]
  /** What the office has added in its own words, by paragraph. */
  readonly message: readonly string[]
  readonly facts: readonly NoticeFact[]
  /** What has to be filled in. */
  readonly items: readonly NoticeItem[]
  /** How to answer, and what follows. */
  readonly paragraphs: readonly string[]
  readonly closing: string
}

export interface NoticeFact {
  readonly name: string
  readonly value: string
}

interface NoticeItem {
  readonly name: string
  readonly says: string
}

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
}

const office = 'the Children’s Commissioner for England'

/** The formal request of a round to an authority: legal basis, purpose, what is asked, of what day, by when, and where to ask. */
export function requestNotice({ collection, round, authority }: Noticed): RequestNotice {
  const time = timeInWords({ collection, referenceDate: round.referenceOn })
  return {
    subject: `Request for information: ${round.title}, due on ${inWords(round.dueOn)}`,
    to: `${authority.name} (${authority.code})`,
    opening: [
      `${capital(office)} asks ${authority.name} for the information that is listed here. The legal basis is ${withoutCapital(collection.legalBasis)}.`,
      `What it is for: ${withoutCapital(collection.purpose)}`,
    ],
    message: paragraphsOf(round.message ?? ''),
    facts: [
      { name: 'Collection', value: collection.title },
      { name: 'Legal basis', value: collection.legalBasis },
      { name: collection.reference.kind === 'day' ? 'Reference date' : 'Period', value: capital(time) },
      { name: 'Issued', value: inWords(round.issueOn) },
      { name: 'Due', value: inWords(round.dueOn) },
      { name: 'Contact', value: round.contact },
    ],
    items: collection.sheets.map(({ name, kind, columns, intro }) => ({
      name: `${name}: ${counted(columns.length, kind === 'table' ? 'column' : 'question')}`,
      says: intro,
    })),
    paragraphs: [...howToAnswer(collection), ...whatFollows(round)],
    closing: `For ${office}`,
  }
}

function howToAnswer({ sheets, nilReturn }: Collection): string[] {
  const mayNotHold = sheets.some(({ columns }) => columns.some(({ notHeld }) => notHeld))
  return [
    'Fill in the template that comes with this request, and send it through the portal. It is checked as soon as it is sent, and can be sent again as often as you need.',
    `You are asked for what you hold.${mayNotHold ? ' Where a question allows it, “Not held” is an answer of its own: it is neither an empty cell nor 0.' : ''}`,
    'Give every number as it is, however small. Nothing that could identify a child is published.',
    ...(nilReturn
      ? [`If there is nothing to report, declare a nil return. By it you say: ${nilReturn.means}`]
      : []),
  ]
}

const whatFollows = ({ dueOn, contact }: Noticed['round']): string[] => [
  `By ${inWords(dueOn)} your signatory must have signed the return off. A return that is sent, but not signed off, does not count.`,
  `If you need longer, ask for more time through the portal before that day. If anything is unclear, ask there too, or write to ${contact}.`,
]
