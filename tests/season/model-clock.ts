import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { both, officers, type Pending, signatories, written } from './model-post.ts'
import { type Authority, isOutstanding, type World } from './model-world.ts'
import { daysAfter, inOfficeHours, isWorkingDay, moment, season, shown, workingDaysAfter } from './times.ts'

// What happens because its time has come: reminders, letters, the end of the round, the daily digest.

/** Reminders and the end of the round. */
export function byTheClock(of: Authority, now: Date): Pending[] {
  const { date, time } = shown(now)
  if (time === '00:10' && date === daysAfter(season.closesOn, 1) && isOutstanding(of)) {
    of.phase = 'ended'
    return written(of, 'ended without a return', both, now, { isNeeded: () => of.phase === 'ended' })
  }
  if (time !== '09:00') return []
  const isToday = (dueOn: CalendarDate, since: Date, days: number) =>
    workingDaysAfter(dueOn, days) === date && since < now
  if (isOutstanding(of) && isToday(of.dueOn, of.dueSince, 10)) of.letterFor = of.dueOn
  const { query, dueOn } = of
  return reminders.flatMap(({ kind, days, roles, queries }) => {
    if (queries) {
      const waits = () => query?.isOpen === true && query.waits
      if (query === undefined || !waits() || !isToday(query.dueOn, query.since, days)) return []
      return written(of, kind, roles, now, { isNeeded: waits })
    }
    const isNeeded = () => isOutstanding(of) && of.dueOn === dueOn
    return isNeeded() && isToday(dueOn, of.dueSince, days) ? written(of, kind, roles, now, { isNeeded }) : []
  })
}

// Whoever would be reminded both as an officer and for a signatory is reminded for the signatory.
const reminders = [
  { days: 1, kind: 'reminder to signatory after due', roles: signatories, queries: false },
  { days: 5, kind: 'reminder to signatory after due', roles: signatories, queries: false },
  { days: -10, kind: 'reminder', roles: officers, queries: false },
  { days: -5, kind: 'reminder', roles: officers, queries: false },
  { days: -1, kind: 'reminder', roles: officers, queries: false },
  { days: 1, kind: 'reminder after due', roles: officers, queries: false },
  { days: -1, kind: 'reminder of data queries', roles: officers, queries: true },
  { days: 1, kind: 'reminder of data queries after due', roles: officers, queries: true },
] as const

/** When an analyst approves the letters that are proposed. */
export const approvesLetters = (now: Date): boolean => inOfficeHours(now) && shown(now).time === '14:00'

/** The letter of an authority, once it is approved. One about another due date than it has now is withdrawn. */
export function letterOf(of: Authority, now: Date): Pending[] {
  const { letterFor } = of
  of.letterFor = undefined
  const isOwed = () => isOutstanding(of) && of.dueOn === letterFor
  return letterFor !== undefined && isOwed()
    ? written(of, 'letter of non-compliance', both, now, { isNeeded: isOwed })
    : []
}

/** Whether it is time for the digest. */
export const isDigestTime = (now: Date): boolean =>
  shown(now).time === '08:00' && isWorkingDay(shown(now).date)

/** The digest of a day to everybody of the office. What there is to say is looked at when it goes, and on its own day alone. */
export const digests = (world: World, now: Date): Pending[] =>
  world.office.map((to) => ({
    ...{ kind: 'digest', code: '', to, after: now, atOnce: false, isOfRound: false, about: '' },
    isNeeded: (at) =>
      shown(at).date === shown(now).date && (happenedBefore(world, now) || waitsFor(world, to.role, at)),
  }))

/** Whether a return was signed, was accepted or became late between the digest before and this one. */
function happenedBefore({ news, authorities }: World, now: Date): boolean {
  const { date } = shown(now)
  const before = workingDaysAfter(date, -1)
  const from = moment(before, '08:00')
  return (
    news.some((at) => at >= from && at < now) ||
    authorities.some((of) => isOutstanding(of) && of.dueOn >= before && of.dueOn < date)
  )
}

/** Whether something waits for a person of the office. What only an approver can decide waits for approvers alone. */
const waitsFor = (world: World, role: 'analyst' | 'approver', now: Date): boolean =>
  (role === 'approver' && world.hasProposal) || world.authorities.some((of) => waitsForOffice(of, now))

function waitsForOffice(of: Authority, now: Date): boolean {
  const { people, phase, asksUntil, letterFor, query } = of
  const asked = query?.isOpen === true && (!query.waits || query.dueOn < shown(now).date)
  const isUnreachable = isOutstanding(of) && people.some((one) => one.hasBounced && !one.hasLeft)
  const hasLetter = isOutstanding(of) && letterFor === of.dueOn
  return asked || asksUntil !== undefined || hasLetter || phase === 'signed' || isUnreachable
}
