import type { SampleReturn } from '@rollcall/collections/sample/sample'

type Returns = ReadonlyMap<string, SampleReturn>

/** Who does what in the demonstration that not everybody does. No authority has two parts. */
export interface Plot {
  /** Returns of the first round that are sent again with fewer children, by the authority's code. */
  readonly corrected: Returns
  /** The codes of those who send nothing in the second round until its due date is over. */
  readonly late: readonly string[]
  /** The one return of the second round that cannot be relied on as it is sent first, by the authority's code. */
  readonly unreliable: Returns
}

/** The office published 775 children for 2024 and corrected it to 764. */
const fewerInAll = 11
const [correctors, lateOnes] = [3, 3]

/**
 * Chosen by the samples alone, so every demonstration goes the same way. The children taken out are none of those who are there a year
 * later, so that these stay as many.
 */
export function plotOf(first: Returns, second: Returns): Plot {
  const bySize = [...first.values()].toSorted((a, b) => childrenIn(b) - childrenIn(a))
  const able = bySize.filter((one) => goneIn(one, second).length >= fewerInAll / correctors)
  const chosen = able.slice(0, correctors)
  const corrected = new Map(
    chosen.map((one, index) => {
      const fewer = Math.ceil((fewerInAll - index) / chosen.length)
      return [one.authority.code, without(one, goneIn(one, second).slice(0, fewer))]
    }),
  )
  const others = [...second.values()]
    .filter((one) => !corrected.has(one.authority.code) && childrenIn(one) > 0)
    .toSorted((a, b) => childrenIn(b) - childrenIn(a))
  const [unreliable, ...rest] = others
  if (corrected.size < correctors || unreliable === undefined || rest.length < lateOnes)
    throw new Error('the demonstration has too few authorities with children')
  const late = Array.from(
    { length: lateOnes },
    (_, index) => rest[Math.floor((index * rest.length) / lateOnes)],
  )
  return {
    corrected,
    late: late.flatMap((one) => one?.authority.code ?? []).sort(),
    unreliable: new Map([[unreliable.authority.code, withoutCosts(unreliable)]]),
  }
}

/** The same return without one cost in it: every rule allows that with an explanation, and nobody can count with it. */
const withoutCosts = (one: SampleReturn): SampleReturn => ({
  ...one,
  sheets: { ...one.sheets, children: rowsOf(one).map((row) => ({ ...row, weekly_cost: 'Not held' })) },
})

const rowsOf = ({ sheets }: SampleReturn) => sheets.children ?? []
const childrenIn = (one: SampleReturn): number => rowsOf(one).length

/** The places of the rows whose child is not in the other round. */
function goneIn(one: SampleReturn, other: Returns): number[] {
  const later = other.get(one.authority.code)
  const there = new Set(later ? rowsOf(later).map(({ child_id: id }) => String(id)) : [])
  return rowsOf(one).flatMap(({ child_id: id }, place) => (there.has(String(id)) ? [] : [place]))
}

function without(one: SampleReturn, places: readonly number[]): SampleReturn {
  const gone = new Set(places)
  const children = rowsOf(one).filter((_, place) => !gone.has(place))
  const form = (one.sheets.return ?? []).map((row) => ({ ...row, children_on_day: children.length }))
  return { ...one, sheets: { ...one.sheets, children, return: form } }
}
