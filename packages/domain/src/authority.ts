import { z } from 'zod'
import type { CalendarDate } from './calendar-date.ts'

export const AuthorityKind = z.enum([
  'local-authority',
  'school',
  'health-body',
  'police-force',
  'government-department',
])
export type AuthorityKind = z.infer<typeof AuthorityKind>

/** Several of a kind, as they are called within a sentence. */
export const kindWords: Readonly<Record<AuthorityKind, string>> = {
  'local-authority': 'local authorities',
  school: 'schools',
  'health-body': 'health bodies',
  'police-force': 'police forces',
  'government-department': 'government departments',
}

/** A code of another scheme (GSS) and the days it stands for this authority, both included. */
export interface DatedCode {
  readonly code: string
  readonly from?: CalendarDate
  readonly until?: CalendarDate
}

/** How many of a population an authority had on a day. A day it was not published for is left out. */
export interface Population {
  readonly of: string
  readonly on: CalendarDate
  readonly value: number
}

/** A body with public functions, which may be asked. `code` is the key and never changes: for a local authority its DfE number. */
export interface Authority {
  readonly code: string
  readonly kind: AuthorityKind
  readonly name: string
  readonly region?: string
  /** GSS codes, which do change. */
  readonly gss: readonly DatedCode[]
  /** Everything else it is known to be called. */
  readonly aliases: readonly string[]
  readonly opened?: CalendarDate
  /** Its last day, and the codes of those who took over. */
  readonly closed?: CalendarDate
  readonly successors: readonly string[]
  readonly populations: readonly Population[]
}

export const isOpenOn = ({ opened, closed }: Authority, date: CalendarDate): boolean =>
  (opened === undefined || opened <= date) && (closed === undefined || date <= closed)

/** The latest count published for a day on or before `date`; `undefined` where none was. */
export function populationOn(authority: Authority, of: string, date: CalendarDate): number | undefined {
  return authority.populations
    .filter((population) => population.of === of && population.on <= date)
    .reduce<Population | undefined>(
      (latest, population) => (latest === undefined || population.on > latest.on ? population : latest),
      undefined,
    )?.value
}
