import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { isPaused } from './acts-of-the-round.ts'
import type { Authority, Person, Reader, Role, World } from './model-world.ts'
import { addressOf } from './stage.ts'
import { daysAfter, inOfficeHours, isWorkingDay, moment, shown } from './times.ts'

// How messages wait, and whether they are still needed when they go.

/** One message that should arrive, at one of the moments at which the season stops to look. */
export interface Expected {
  readonly at: Date
  readonly to: string
  readonly kind: string
  readonly code: string
}

export interface Post {
  readonly sent: Expected[]
  /** To whom a message is handed over though their mailbox is not there, once each. */
  readonly refused: string[]
}

/** A message that waits. */
export interface Pending {
  readonly kind: string
  readonly code: string
  readonly to: Reader
  readonly after: Date
  /** At any hour; otherwise in office hours alone. */
  readonly atOnce: boolean
  /** A pause of the round holds it back too. */
  readonly isOfRound: boolean
  /** What exactly it is about: of two about the same only the later is sent. */
  readonly about: string
  readonly isNeeded: (at: Date) => boolean
  readonly whenSent?: () => void
  /** Whose colleagues are asked for another contact where it comes back. */
  readonly of?: Authority
}

interface How extends Partial<Pick<Pending, 'isNeeded' | 'atOnce' | 'isOfRound' | 'about'>> {
  readonly whenSent?: (address: string) => void
}

export const officers: readonly Role[] = ['officer']
export const signatories: readonly Role[] = ['signatory']
export const both: readonly Role[] = ['officer', 'signatory']

/** A message to everybody who has one of these roles now, and to who stands in for one of them. */
export function written(
  of: Authority,
  kind: string,
  roles: readonly Role[],
  now: Date,
  { isNeeded = () => true, atOnce = false, isOfRound = true, about = '', whenSent }: How = {},
): Pending[] {
  const { coveredUntil } = of
  const isTheirs = (person: Person, at: Date): boolean =>
    !person.hasLeft &&
    (roles.includes(person.role) ||
      (roles.includes('signatory') && isFirstOfficer(of, person) && isBy(coveredUntil, at)))
  return of.people
    .filter((person) => isTheirs(person, now))
    .map((person) => ({
      ...{ kind, code: of.code, to: person, after: now, atOnce, isOfRound, about, of },
      isNeeded: (at) => isTheirs(person, at) && isNeeded(at),
      ...(whenSent && { whenSent: () => whenSent(person.address) }),
    }))
}

const isBy = (until: CalendarDate | undefined, at: Date): boolean =>
  until !== undefined && shown(at).date <= until

const isFirstOfficer = ({ code }: Authority, { address }: Person): boolean =>
  address === addressOf('officer', code)

/** Hands over what is due and not held back, and what comes of that; gives what waits for later. */
export function deliverAll(
  pending: readonly Pending[],
  now: Date,
  world: World,
  post: Post,
): readonly Pending[] {
  const isDue = ({ after, isOfRound }: Pending): boolean =>
    after <= now && !isPaused('all', now) && !(isOfRound && isPaused('round', now))
  const due = pending.filter(isDue)
  if (due.length === 0) return pending
  const later = pending.filter((one) => !isDue(one))
  const follows = due.flatMap((one, at) =>
    due.slice(at + 1).some((other) => saysTheSame(one, other)) ? [] : deliver(one, now, world, post),
  )
  return deliverAll([...later, ...follows], now, world, post)
}

const saysTheSame = (one: Pending, other: Pending): boolean =>
  one.code !== '' && (['kind', 'code', 'to', 'about'] as const).every((what) => one[what] === other[what])

/** Hands a message over, where it is still needed. One that comes back has the signatory asked for another contact. */
function deliver(one: Pending, now: Date, world: World, post: Post): Pending[] {
  const { kind, code, to, atOnce, of } = one
  if (!atOnce && !inOfficeHours(now)) return [{ ...one, after: nextMorning(now) }]
  if (to.hasBounced || !one.isNeeded(now) || isRemindedAgain(one, now, world)) return []
  if (to.hasMailbox) {
    post.sent.push({ at: now, to: to.address, kind, code })
    one.whenSent?.()
    return []
  }
  to.hasBounced = true
  post.refused.push(to.address)
  return of === undefined
    ? []
    : written(of, 'contact wanted', signatories, now, { isNeeded: () => !to.hasLeft, isOfRound: false })
}

/** Nobody is reminded twice a day of one return, whoever they are. */
function isRemindedAgain({ kind, code, to }: Pending, now: Date, { reminded }: World): boolean {
  if (!kind.startsWith('reminder')) return false
  const key = `${code} ${to.address} ${shown(now).date}`
  if (reminded.has(key)) return true
  reminded.add(key)
  return false
}

function nextMorning(now: Date): Date {
  const { date, time } = shown(now)
  let on = time < '08:00' ? date : daysAfter(date, 1)
  while (!isWorkingDay(on)) on = daysAfter(on, 1)
  return moment(on, '08:00')
}
