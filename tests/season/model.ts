import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { Act, Deed, Life } from './lives.ts'
import { addressOf, officeAddresses } from './stage.ts'
import {
  daysAfter,
  inOfficeHours,
  isWorkingDay,
  moment,
  moments,
  season,
  shown,
  workingDaysAfter,
} from './times.ts'

// Who should get what when, written down without a look at how the product does it: what this says and what arrives must be the same.

/** One message that should arrive, at one of the moments at which the season stops to look. */
export interface Expected {
  readonly at: Date
  readonly to: string
  readonly kind: string
  readonly code: string
}

type Role = 'officer' | 'signatory'

interface Person {
  readonly address: string
  readonly role: Role
  readonly hasMailbox: boolean
  hasLeft: boolean
  hasBounced: boolean
}

type Phase = 'asked' | 'checked' | 'sent back' | 'signed' | 'queried' | 'accepted' | 'excluded' | 'ended'

interface Authority {
  readonly code: string
  readonly people: Person[]
  phase: Phase
  version: number
  dueOn: CalendarDate
  dueSince: Date
  /** Until when its first officer stands in for its signatory. */
  coveredUntil: CalendarDate | undefined
  asksForTime: boolean
  /** The office was told that its due date went by. */
  isLate: boolean
  /** A letter of non-compliance waits for the office to approve it. */
  hasLetter: boolean
  query: { readonly dueOn: CalendarDate; readonly since: Date; waits: boolean; isOpen: boolean } | undefined
}

interface Pending {
  readonly kind: string
  readonly of: Authority
  readonly person: Person
  readonly after: Date
  readonly isNeeded: () => boolean
}

export interface Post {
  readonly sent: readonly Expected[]
  /** To whom a mail server is asked for a mailbox that is not there, once each. */
  readonly refused: readonly string[]
}

/** The post of the whole season. */
export function expectedPost(lives: readonly Life[]): Post {
  const [issued] = moments
  if (issued === undefined) throw new Error('the season has no moments')
  const world = lives.map((life) => authorityOf(life, issued))
  const acts = Map.groupBy(
    lives.flatMap((life) => life.acts),
    ({ at }) => at.getTime(),
  )
  const post: Writable = { sent: [], refused: [] }
  let news = false
  let pending: readonly Pending[] = world.flatMap((of) => written(of, 'data request issued', both, issued))
  for (const now of moments) {
    if (isDigestTime(now)) {
      // Both are looked at: who has become late is told of once.
      const isSo = [becameLate(world, now), news, world.some((of) => waitsForOffice(of, now))].includes(true)
      if (isSo) post.sent.push(...officeAddresses.map((to) => ({ at: now, to, kind: 'digest', code: '' })))
      news = false
    }
    const today = acts.get(now.getTime()) ?? []
    news ||= today.some(({ does }) => does === 'sign off' || does === 'accept')
    const added = [
      ...today.flatMap((act) => whatFollows(act, world)),
      ...world.flatMap((of) => byTheClock(of, now)),
      ...(approvesLetters(now) ? world.flatMap((of) => letterOf(of, now)) : []),
    ]
    pending = deliverAll([...pending, ...added], now, post)
  }
  return post
}

interface Writable {
  readonly sent: Expected[]
  readonly refused: string[]
}

/** Hands over what is due, and what comes of that; gives what waits for later. */
function deliverAll(pending: readonly Pending[], now: Date, post: Writable): readonly Pending[] {
  const [due, later] = [true, false].map((isDue) =>
    pending.filter(({ after }) => after <= now === isDue),
  ) as [Pending[], Pending[]]
  if (due.length === 0) return later
  return deliverAll([...later, ...due.flatMap((one) => deliver(one, now, post))], now, post)
}

const isDigestTime = (now: Date): boolean => shown(now).time === '08:00' && isWorkingDay(shown(now).date)

function becameLate(world: readonly Authority[], now: Date): boolean {
  const late = world.filter((of) => isOutstanding(of) && of.dueOn < shown(now).date && !of.isLate)
  for (const of of late) of.isLate = true
  return late.length > 0
}

/** When an analyst approves the letters that are proposed. */
export const approvesLetters = (now: Date): boolean => inOfficeHours(now) && shown(now).time === '14:00'

function letterOf(of: Authority, now: Date): Pending[] {
  if (!of.hasLetter) return []
  of.hasLetter = false
  return isOutstanding(of) ? written(of, 'letter of non-compliance', both, now) : []
}

/** Whether something of an authority waits for a person of the office. */
function waitsForOffice(of: Authority, now: Date): boolean {
  const { people, phase, asksForTime, hasLetter, query } = of
  const asked = query?.isOpen === true && (!query.waits || query.dueOn < shown(now).date)
  const isUnreachable = isOutstanding(of) && people.some((one) => one.hasBounced && !one.hasLeft)
  return asked || asksForTime || hasLetter || phase === 'signed' || isUnreachable
}

function authorityOf({ code, bounces }: Life, dueSince: Date): Authority {
  const person = (role: Role, number: number): Person => ({
    ...{ address: addressOf(role, code, number), role, hasLeft: false, hasBounced: false },
    hasMailbox: !(bounces && role === 'officer' && number === 1),
  })
  return {
    ...{ code, people: [person('officer', 1), person('officer', 2), person('signatory', 1)] },
    ...{
      phase: 'asked',
      version: 0,
      coveredUntil: undefined,
      asksForTime: false,
      isLate: false,
      hasLetter: false,
      query: undefined,
    },
    ...{ dueOn: season.dueOn, dueSince },
  }
}

const officers: readonly Role[] = ['officer']
const signatories: readonly Role[] = ['signatory']
const both: readonly Role[] = ['officer', 'signatory']

/** A message to everybody who has one of these roles now, sent in the next office hours unless it goes at once. */
function written(
  of: Authority,
  kind: string,
  roles: readonly Role[],
  now: Date,
  {
    isNeeded = () => true,
    atOnce = false,
  }: { readonly isNeeded?: () => boolean; readonly atOnce?: boolean } = {},
): Pending[] {
  const after = atOnce || inOfficeHours(now) ? now : nextMorning(now)
  const { coveredUntil: until } = of
  const isCovered = until !== undefined && roles.includes('signatory') && shown(now).date <= until
  return of.people
    .filter(
      (person) =>
        (roles.includes(person.role) || (isCovered && isFirstOfficer(of, person))) && !person.hasLeft,
    )
    .map((person) => ({ kind, of, person, after, isNeeded }))
}

const isFirstOfficer = ({ code }: Authority, { address }: Person): boolean =>
  address === addressOf('officer', code)

function nextMorning(now: Date): Date {
  const { date, time } = shown(now)
  let on = time < '08:00' ? date : daysAfter(date, 1)
  while (!isWorkingDay(on)) on = daysAfter(on, 1)
  return moment(on, '08:00')
}

/** Hands a message over, where it is still needed. One that comes back has the signatory asked for another contact. */
function deliver({ kind, of, person, isNeeded }: Pending, at: Date, post: Writable): Pending[] {
  if (person.hasLeft || person.hasBounced || !isNeeded()) return []
  if (person.hasMailbox) {
    post.sent.push({ at, to: person.address, kind, code: of.code })
    return []
  }
  person.hasBounced = true
  post.refused.push(person.address)
  return written(of, 'contact wanted', signatories, at, { isNeeded: () => !person.hasLeft })
}

const isOutstanding = ({ phase }: Authority) => ['asked', 'checked', 'sent back'].includes(phase)

/** What an act does to the world, and the messages that come of it. */
function whatFollows(act: Act, world: readonly Authority[]): Pending[] {
  const of = world.find(({ code }) => code === act.code)
  if (of === undefined) throw new Error(`nobody knows ${act.code}`)
  return follows[act.does](of, act)
}

const follows: Readonly<Record<Deed, (of: Authority, act: Act) => Pending[]>> = {
  'declare nil': checked,
  'send a workbook': checked,
  'ask for sign-off': (of, { at }) => {
    const { version } = of
    const isNeeded = () => of.phase === 'checked' && of.version === version
    return written(of, 'return awaits sign-off', signatories, at, { isNeeded, atOnce: true })
  },
  'send back': (of, { at }) => {
    const { version } = of
    of.phase = 'sent back'
    const isNeeded = () => of.phase === 'sent back' && of.version === version
    return written(of, 'return sent back', officers, at, { isNeeded, atOnce: true })
  },
  'sign off': (of, { at }) => {
    of.phase = 'signed'
    return written(of, 'return signed off', both, at, { atOnce: true })
  },
  accept: (of, { at }) => {
    of.phase = 'accepted'
    return written(of, 'return accepted', both, at, { isNeeded: () => of.phase === 'accepted' })
  },
  exclude: (of, { at }) => {
    of.phase = 'excluded'
    return written(of, 'return excluded', both, at, { isNeeded: () => of.phase === 'excluded' })
  },
  reopen: (of, { at }) => {
    of.phase = 'asked'
    return written(of, 'return reopened', both, at, { isNeeded: () => of.phase === 'asked' })
  },
  'ask for time': (of) => {
    of.asksForTime = true
    return []
  },
  'grant time': givenTime,
  'give time': givenTime,
  'refuse time': (of, { at }) => {
    of.asksForTime = false
    return written(of, 'extension refused', both, at, { atOnce: true })
  },
  'raise a query': (of, { at, until = of.dueOn }) => {
    const query = { dueOn: until, since: at, waits: true, isOpen: true }
    of.query = query
    of.phase = 'queried'
    return written(of, 'data query raised', both, at, { isNeeded: () => query.isOpen && query.waits })
  },
  answer: (of) => {
    if (of.query) of.query.waits = false
    return []
  },
  'close the query': (of, { at }) => {
    if (of.query) of.query.isOpen = false
    of.phase = 'signed'
    return written(of, 'data query closed', both, at)
  },
  'invite an officer': (of, { at, officer = 0 }) => {
    const address = addressOf('officer', of.code, officer)
    const person: Person = { address, role: 'officer', hasMailbox: true, hasLeft: false, hasBounced: false }
    of.people.push(person)
    return [{ kind: 'invitation', of, person, after: at, isNeeded: () => true }]
  },
  'name a cover': (of, { at, until }) => {
    of.coveredUntil = until
    const [person] = of.people
    return person ? [{ kind: 'cover named', of, person, after: at, isNeeded: () => true }] : []
  },
  'remove an officer': (of, { officer = 0 }) => {
    const gone = of.people.find(({ address }) => address === addressOf('officer', of.code, officer))
    if (gone) gone.hasLeft = true
    return []
  },
}

function checked(of: Authority, { at }: Act): Pending[] {
  of.phase = 'checked'
  of.version++
  return written(of, 'return checked', officers, at, { atOnce: true })
}

function givenTime(of: Authority, { at, until = of.dueOn }: Act): Pending[] {
  of.dueOn = until
  of.asksForTime = false
  of.dueSince = at
  return written(of, 'extension granted', both, at, { atOnce: true })
}

/** Reminders and the end of the round. */
function byTheClock(of: Authority, now: Date): Pending[] {
  const { date, time } = shown(now)
  if (time === '00:10' && date === daysAfter(season.closesOn, 1) && isOutstanding(of)) {
    of.phase = 'ended'
    return written(of, 'ended without a return', both, now, { isNeeded: () => of.phase === 'ended' })
  }
  if (time !== '09:00') return []
  const isToday = (dueOn: CalendarDate, since: Date, days: number) =>
    workingDaysAfter(dueOn, days) === date && since < now
  if (isOutstanding(of) && isToday(of.dueOn, of.dueSince, 10)) of.hasLetter = true
  return reminders
    .filter(({ days, queries }) =>
      queries
        ? of.query !== undefined && isToday(of.query.dueOn, of.query.since, days)
        : isToday(of.dueOn, of.dueSince, days),
    )
    .filter(({ queries }) => (queries ? of.query?.isOpen && of.query.waits : isOutstanding(of)))
    .flatMap(({ kind, roles }) => written(of, kind, roles, now))
}

const reminders = [
  { days: -10, kind: 'reminder', roles: officers, queries: false },
  { days: -5, kind: 'reminder', roles: officers, queries: false },
  { days: -1, kind: 'reminder', roles: officers, queries: false },
  { days: 1, kind: 'reminder after due', roles: officers, queries: false },
  { days: 1, kind: 'reminder to signatory after due', roles: signatories, queries: false },
  { days: 5, kind: 'reminder to signatory after due', roles: signatories, queries: false },
  { days: -1, kind: 'reminder of data queries', roles: officers, queries: true },
  { days: 1, kind: 'reminder of data queries after due', roles: officers, queries: true },
] as const
