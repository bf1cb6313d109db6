import { yearsBetween } from '@rollcall/domain/calendar-date'
import { choose } from '../sample/quotas.ts'
import type { Child, ChildrenWanted, Draft } from './sample-child.ts'
import type { Profile, StayLength } from './sample-profiles.ts'

const stayAYearLater: Readonly<Partial<Record<StayLength, StayLength>>> = {
  days: 'year',
  weeks: 'year',
  months: 'year',
  'half-year': 'year',
  year: 'two-years',
  'two-years': 'three-years',
}

/** Children of the last round who are still there, or in another such home. Each is a year older and may fill no quota over. */
export function childrenKept(
  { lastRound, counts, referenceDate, random }: ChildrenWanted,
  profile: Profile,
): Draft[] {
  const room = new Map([...counts].map(([authority, count]) => [authority.code, count]))
  const agesLeft = new Map(Object.entries(profile.ages).map(([age, count]) => [Number(age), count]))
  const kept = new Set<Child>()
  const ageNow = (child: Child) => yearsBetween(child.born, referenceDate)
  const hasRoom = (child: Child) => {
    const [places, ages] = [room.get(child.authority.code) ?? 0, agesLeft.get(ageNow(child)) ?? 0]
    if (places === 0 || ages === 0 || kept.has(child)) return false
    room.set(child.authority.code, places - 1)
    agesLeft.set(ageNow(child), ages - 1)
    kept.add(child)
    return true
  }
  const mayStay = (child: Child) =>
    Number(child.setting !== 'hotel' && child.legalStatus !== 'J1' && child.legalStatus !== 'L2')
  const stayed = Object.entries(profile.stayed).flatMap(([stay, count]) => {
    const from = lastRound.filter((child) => stayAYearLater[child.stay] === stay)
    return choose(random, from, count, mayStay, hasRoom).map((child) => draftOf(child, stay as StayLength))
  })
  const moved = choose(random, lastRound, profile.moved, undefined, hasRoom).map((child) => draftOf(child))
  return [...stayed, ...moved]
}

function draftOf(was: Child, stay?: StayLength): Draft {
  const { authority, id, born, sex, ethnicity, uasc } = was
  const person: Draft = { authority, was, stayed: stay !== undefined, id, born, sex, ethnicity, uasc }
  if (stay === undefined) return person
  const { legalStatus, setting, provider, placedOn } = was
  return { ...person, stay, legalStatus, setting, provider, placedOn }
}
