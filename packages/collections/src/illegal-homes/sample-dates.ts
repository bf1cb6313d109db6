import {
  type CalendarDate,
  daysBetween,
  earlier,
  fromDayNumber,
  monthsBetween,
  shift,
  toDayNumber,
  yearsBetween,
} from '@rollcall/domain/calendar-date'
import type { Random } from '../sample/random.ts'
import type { ChildrenWanted, Draft } from './sample-child.ts'
import { type StayLength, stayLengths } from './sample-profiles.ts'

const mostTries = 60

/** A birth date of the right age and a moving-in date of the right length of stay, so that no other child has both. */
export function giveDates(draft: Draft, { referenceDate, random, taken }: ChildrenWanted): void {
  const [born, placedOn] = [draft.born, draft.placedOn]
  for (let tries = 0; tries < mostTries; tries++) {
    draft.born = born ?? birthDate(draft.age ?? 17, referenceDate, random)
    draft.placedOn = placedOn ?? movingInDate(draft.stay as StayLength, referenceDate, random)
    const key = likenessOf(draft.born, draft.sex ?? '', draft.placedOn)
    if (!taken.has(key)) {
      taken.add(key)
      return
    }
  }
}

const likenessOf = (born: CalendarDate, sex: string, placedOn: CalendarDate): number =>
  (toDayNumber(born) * 128 + sex.charCodeAt(0)) * 100_000 + toDayNumber(placedOn)

function birthDate(age: number, referenceDate: CalendarDate, random: Random): CalendarDate {
  const [first, last] = [shift(referenceDate, { years: -age - 1 }), shift(referenceDate, { years: -age })]
  const born = fromDayNumber(random.whole(toDayNumber(first) + 1, toDayNumber(last)))
  return yearsBetween(born, referenceDate) === age ? born : last
}

function movingInDate(stay: StayLength, referenceDate: CalendarDate, random: Random): CalendarDate {
  const { from, below } = stayLengths[stay]
  const first = shift(referenceDate, { months: -below })
  const last = shift(referenceDate, { months: -from })
  const placedOn = fromDayNumber(random.whole(toDayNumber(first) + 1, toDayNumber(last)))
  const months = monthsBetween(placedOn, referenceDate)
  return months >= from && months < below ? placedOn : last
}

/** Most orders are made when a child moves in, and again every few months. None here is older than eleven months. */
export function orderStart(
  placedOn: CalendarDate,
  referenceDate: CalendarDate,
  random: Random,
): CalendarDate | 'not-held' {
  if (random.chance(0.02)) return 'not-held'
  const stay = daysBetween(placedOn, referenceDate)
  return shift(referenceDate, { days: -random.whole(Math.min(stay, 3), Math.min(stay + 20, 320)) })
}

/** Nobody is expected to be there past their eighteenth birthday. */
export const leaving = (born: CalendarDate, referenceDate: CalendarDate, random: Random): CalendarDate =>
  earlier(shift(referenceDate, { days: random.whole(5, 200) }), shift(born, { years: 18 }))
