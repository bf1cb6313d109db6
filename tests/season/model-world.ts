import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { Life } from './lives.ts'
import { addressOf, officeAddresses } from './stage.ts'
import { season } from './times.ts'

// What the model knows of everybody: only what somebody in the office could see and count.

export type Role = 'officer' | 'signatory'

/** Somebody who is written to. */
export interface Reader {
  readonly address: string
  readonly hasMailbox: boolean
  hasLeft: boolean
  hasBounced: boolean
}

export interface Person extends Reader {
  readonly role: Role
}

type Phase =
  | 'asked'
  | 'to be answered'
  | 'checked'
  | 'with its signatory'
  | 'sent back'
  | 'signed'
  | 'queried'
  | 'accepted'
  | 'excluded'
  | 'ended'

export interface Authority {
  readonly code: string
  readonly people: Person[]
  phase: Phase
  version: number
  /** Its newest version has something that only the relaxed check finds. */
  isOdd: boolean
  dueOn: CalendarDate
  dueSince: Date
  /** Until when it was given more time, if it was. */
  givenUntil: CalendarDate | undefined
  /** Until when it asks for time, and waits for an answer. */
  asksUntil: CalendarDate | undefined
  /** Until when its first officer stands in for its signatory. */
  coveredUntil: CalendarDate | undefined
  /** For which due date a letter of non-compliance waits for the office to approve it. */
  letterFor: CalendarDate | undefined
  query: { readonly dueOn: CalendarDate; readonly since: Date; waits: boolean; isOpen: boolean } | undefined
}

export interface World {
  readonly authorities: readonly Authority[]
  readonly office: readonly (Reader & { readonly role: 'analyst' | 'approver' })[]
  dueOn: CalendarDate
  /** When the round's due date was last changed. */
  dueChangedAt: Date | undefined
  isRelaxed: boolean
  /** Something is proposed about the check, and waits for an approver. */
  hasProposal: boolean
  /** When it was announced that the figures are published, if that holds. */
  announcedAt: Date | undefined
  /** Who was told by e-mail that the figures are published. */
  readonly toldOfFigures: Set<string>
  /** When returns were signed or accepted. */
  readonly news: Date[]
  /** Who was reminded of which return on which day. */
  readonly reminded: Set<string>
}

export function worldOf(lives: readonly Life[], issuedAt: Date): World {
  const [analyst, approver] = officeAddresses
  return {
    authorities: lives.map((life) => authorityOf(life, issuedAt)),
    office: [
      { ...reader(analyst), role: 'analyst' },
      { ...reader(approver), role: 'approver' },
    ],
    dueOn: season.dueOn,
    ...{ dueChangedAt: undefined, announcedAt: undefined, isRelaxed: false, hasProposal: false },
    ...{ toldOfFigures: new Set(), news: [], reminded: new Set() },
  }
}

const reader = (address: string, hasMailbox = true): Reader => ({
  ...{ address, hasMailbox, hasLeft: false, hasBounced: false },
})

export const officerOf = (code: string, number: number, hasMailbox = true): Person => ({
  ...reader(addressOf('officer', code, number), hasMailbox),
  role: 'officer',
})

function authorityOf({ code, bounces }: Life, dueSince: Date): Authority {
  const signatory: Person = { ...reader(addressOf('signatory', code)), role: 'signatory' }
  return {
    ...{ code, people: [officerOf(code, 1, !bounces), officerOf(code, 2), signatory] },
    ...{ phase: 'asked', version: 0, isOdd: false, dueOn: season.dueOn, dueSince },
    ...{ givenUntil: undefined, asksUntil: undefined, coveredUntil: undefined },
    ...{ letterFor: undefined, query: undefined },
  }
}

const outstanding: readonly Phase[] = [
  'asked',
  'to be answered',
  'checked',
  'with its signatory',
  'sent back',
]

/** Whether nobody has signed the return, and it is still asked for. */
export const isOutstanding = ({ phase }: Authority): boolean => outstanding.includes(phase)
