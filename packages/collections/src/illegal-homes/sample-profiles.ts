import { type CalendarDate, day } from '@rollcall/domain/calendar-date'

// What the samples add up to. Published by the office: how many children there were; for 2024 how many were under an order, the age
// of the youngest, how many cost over £1 million a year and about what a year costs; for 2025 the age bands, about how many had a plan
// or support from CAMHS, how many were there for a year or more, how many cost over £1 million a year and about what a week costs.
// Everything else is invented to be believable.

/** How long children had been there, in completed months. */
export const stayLengths = {
  days: { from: 0, below: 1 },
  weeks: { from: 1, below: 3 },
  months: { from: 3, below: 6 },
  'half-year': { from: 6, below: 12 },
  year: { from: 12, below: 24 },
  'two-years': { from: 24, below: 36 },
  'three-years': { from: 36, below: 44 },
} as const
export type StayLength = keyof typeof stayLengths

export interface Profile {
  /** Children by age. The numbers of all the others are out of the same total. */
  readonly ages: Readonly<Record<number, number>>
  readonly sexes: Readonly<Record<string, number>>
  readonly ethnicities: Readonly<Record<string, number>>
  readonly uasc: Readonly<Record<string, number>>
  readonly legalStatuses: Readonly<Record<string, number>>
  readonly orders: Readonly<Record<'yes' | 'no' | 'not-held', number>>
  readonly plans: Readonly<Record<'yes' | 'no' | 'not-held', number>>
  readonly camhs: Readonly<Record<'yes' | 'no' | 'not-held', number>>
  readonly settings: Readonly<Record<string, number>>
  readonly providers: Readonly<Record<string, number>>
  readonly applied: Readonly<Record<string, number>>
  readonly places: Readonly<Record<'own' | 'region' | 'elsewhere' | 'SCO' | 'WAL' | 'not-held', number>>
  readonly reasons: Readonly<Record<string, number>>
  readonly stays: Readonly<Record<StayLength, number>>
  /** Children of the last round still in the same home, by how long they have been there now. */
  readonly stayed: Readonly<Partial<Record<StayLength, number>>>
  /** Children of the last round who are in another such home. */
  readonly moved: number
  readonly costNotHeld: number
  readonly overOneMillion: number
  /** In pounds. */
  readonly meanWeeklyCost: number
}

// biome-ignore format: a table reads best with its numbers side by side
const september2024: Profile = {
  ages: {
    2: 1, 3: 1, 4: 2, 5: 1, 6: 2, 7: 3, 8: 5, 9: 7,
    10: 10, 11: 18, 12: 38, 13: 65, 14: 96, 15: 132, 16: 186, 17: 208,
  },
  sexes: { M: 431, F: 342, U: 2 },
  ethnicities: {
    WBRI: 502, WIRI: 4, WIRT: 3, WROM: 5, WOTH: 33, MWBC: 41, MWBA: 14, MWAS: 13, MOTH: 27, AIND: 3, APKN: 14,
    ABAN: 8, AOTH: 17, CHNE: 1, BCRB: 19, BAFR: 28, BOTH: 14, OOTH: 19, REFU: 3, NOBT: 7,
  },
  uasc: { yes: 22, no: 748, 'not-yet-established': 5 },
  legalStatuses: { C1: 117, C2: 462, V2: 187, E1: 3, L2: 3, J1: 3 },
  orders: { yes: 240, no: 535, 'not-held': 0 },
  plans: { yes: 430, no: 324, 'not-held': 21 },
  camhs: { yes: 262, no: 488, 'not-held': 25 },
  settings: {
    'house-or-flat': 498, caravan: 26, 'holiday-let': 104, 'holiday-camp': 19, hotel: 16, boat: 2,
    'supported-accommodation': 94, other: 16,
  },
  providers: { PR1: 41, PR2: 11, PR3: 5, PR4: 667, PR5: 38, 'not-held': 13 },
  applied: { yes: 171, no: 426, 'not-known': 178 },
  places: { own: 330, region: 241, elsewhere: 181, SCO: 7, WAL: 11, 'not-held': 5 },
  reasons: { 'no-registered-home': 486, emergency: 139, 'awaiting-registration': 88, court: 38, other: 17, 'not-held': 7 },
  stays: { days: 112, weeks: 178, months: 193, 'half-year': 184, year: 91, 'two-years': 15, 'three-years': 2 },
  stayed: {},
  moved: 0,
  costNotHeld: 31,
  overOneMillion: 33,
  meanWeeklyCost: 10_875,
}

// biome-ignore format: a table reads best with its numbers side by side
const september2025: Profile = {
  ages: {
    3: 1, 4: 1, 5: 1, 6: 2, 7: 4, 8: 5, 9: 7,
    10: 9, 11: 15, 12: 33, 13: 56, 14: 82, 15: 113, 16: 161, 17: 179,
  },
  sexes: { M: 371, F: 297, U: 1 },
  ethnicities: {
    WBRI: 428, WIRI: 3, WIRT: 2, WROM: 5, WOTH: 30, MWBC: 36, MWBA: 13, MWAS: 11, MOTH: 24, AIND: 3, APKN: 13,
    ABAN: 7, AOTH: 15, CHNE: 1, BCRB: 16, BAFR: 25, BOTH: 12, OOTH: 17, REFU: 2, NOBT: 6,
  },
  uasc: { yes: 17, no: 648, 'not-yet-established': 4 },
  legalStatuses: { C1: 99, C2: 405, V2: 158, E1: 2, L2: 2, J1: 3 },
  orders: { yes: 221, no: 444, 'not-held': 4 },
  plans: { yes: 393, no: 262, 'not-held': 14 },
  camhs: { yes: 234, no: 416, 'not-held': 19 },
  settings: {
    'house-or-flat': 428, caravan: 21, 'holiday-let': 97, 'holiday-camp': 26, hotel: 9, boat: 1,
    'supported-accommodation': 74, other: 13,
  },
  providers: { PR1: 33, PR2: 9, PR3: 4, PR4: 582, PR5: 31, 'not-held': 10 },
  applied: { yes: 181, no: 341, 'not-known': 147 },
  places: { own: 272, region: 209, elsewhere: 168, SCO: 6, WAL: 10, 'not-held': 4 },
  reasons: { 'no-registered-home': 409, emergency: 117, 'awaiting-registration': 91, court: 33, other: 14, 'not-held': 5 },
  stays: { days: 98, weeks: 158, months: 165, 'half-year': 159, year: 73, 'two-years': 13, 'three-years': 3 },
  stayed: { year: 65, 'two-years': 12, 'three-years': 3 },
  moved: 6,
  costNotHeld: 24,
  overOneMillion: 36,
  meanWeeklyCost: 10_500,
}

/** A round of any other day is made like the published one nearest before it. */
export const profileOf = (date: CalendarDate): Profile =>
  date < day('2025-09-01') ? september2024 : september2025

/** The first round there was, so no sample has children of one before it. */
export const firstRound = day('2024-09-01')

export const childrenIn = ({ ages }: Profile): number =>
  Object.values(ages).reduce((sum, children) => sum + children, 0)
