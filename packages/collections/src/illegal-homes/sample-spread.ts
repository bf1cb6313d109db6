import { type Authority, populationOn } from '@rollcall/domain/authority'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { split } from '../sample/quotas.ts'
import type { Random } from '../sample/random.ts'

const population = 'children-in-care'
// Children in care were first counted for these tables at the end of March 2024; older samples go by that.
const firstCounted = '2024-03-31' as CalendarDate
/** Below the tenth at which an authority is asked why it has so many. */
const mostInCare = 0.08
const fewestInCare = 20

/**
 * How many of so many children each authority has: uneven, as real ones are, with many at none. An authority that was in the last
 * round does not halve or double, so that nobody has to explain it.
 */
export function spread(
  total: number,
  authorities: readonly Authority[],
  referenceDate: CalendarDate,
  random: Random,
  before: ReadonlyMap<string, number> | undefined,
): number[] {
  const lasting = random.branch('authorities')
  const passing = random.branch(`authorities on ${referenceDate}`)
  return split(
    total,
    authorities.map((authority) => {
      const inCare = childrenInCare(authority, referenceDate)
      // Taken for every authority, so that none depends on another.
      const [hasNone, usual, thisTime] = [lasting.chance(0.12), lasting.bell(), passing.bell()]
      if (inCare < fewestInCare) return { weight: 0, most: 0 }
      const weight = hasNone ? 0 : inCare * Math.exp(1.05 * usual + 0.15 * thisTime)
      return { weight, ...bounds(inCare, before?.get(authority.code)) }
    }),
  )
}

const childrenInCare = (authority: Authority, date: CalendarDate): number =>
  populationOn(authority, population, date > firstCounted ? date : firstCounted) ?? 0

function bounds(inCare: number, before: number | undefined): { least: number; most: number } {
  const most = Math.floor(inCare * mostInCare)
  if (before === undefined) return { least: 0, most }
  return {
    least: Math.max(0, Math.min(Math.floor(before / 2) + 1, before - 4)),
    most: Math.min(most, Math.max(before * 2 - 1, before + 4)),
  }
}
