import type { CalendarDate } from '@rollcall/domain/calendar-date'
import { type Random, randomFrom } from '../sample/random.ts'
import type { Child } from './sample-child.ts'

/** Gives the children of each authority the identifiers its own system would. A child keeps its own from round to round. */
export function withIds(children: readonly Child[], referenceDate: CalendarDate, seed: number): Child[] {
  const counters = new Map<string, { next: number; letters: string; random: Random }>()
  return children.map((child) => {
    if (child.id !== '') return child
    const { code } = child.authority
    const letters = randomFrom(`${seed}/identifiers/${code}`).pick(['', '', '', 'C', 'P', 'CH'])
    const random = randomFrom(`${seed}/identifiers/${code}/${referenceDate}`)
    const counter = counters.get(code) ?? {
      next: Number(referenceDate.slice(2, 4)) * 1_000_000 + random.whole(10_000, 400_000),
      letters,
      random,
    }
    counters.set(code, counter)
    counter.next += counter.random.whole(1, 40)
    return { ...child, id: `${counter.letters}${counter.next}` }
  })
}
