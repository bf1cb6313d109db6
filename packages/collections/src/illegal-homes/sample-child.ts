import type { Authority } from '@rollcall/domain/authority'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { Random } from '../sample/random.ts'
import type { Profile, StayLength } from './sample-profiles.ts'

export type YesNoNotHeld = 'yes' | 'no' | 'not-held'

/** An invented child, as the authority's records have it. Codes are those of the lists. */
export interface Child {
  readonly authority: Authority
  readonly id: string
  readonly born: CalendarDate
  readonly age: number
  readonly sex: string
  readonly ethnicity: string
  readonly uasc: string
  readonly legalStatus: string
  readonly order: YesNoNotHeld
  readonly orderStart: CalendarDate | 'not-held' | undefined
  readonly plan: YesNoNotHeld
  readonly camhs: YesNoNotHeld
  readonly setting: string
  readonly settingOther: string | undefined
  readonly provider: string
  readonly providerName: string
  readonly applied: string
  readonly placedIn: string
  readonly reason: string
  readonly stay: StayLength
  readonly placedOn: CalendarDate
  readonly expectedEnd: CalendarDate | undefined
  /** In pounds. */
  readonly weeklyCost: number | 'not-held'
  /** Whether the authority's last return had this child too. */
  readonly wasInLastRound: boolean
}

/** A child being made up, quota by quota. What is still to be decided is left out. */
export interface Draft {
  authority: Authority
  /** The same child a year ago, and whether the home is the same too. */
  was?: Child
  stayed: boolean
  id?: string
  born?: CalendarDate
  age?: number
  sex?: string
  ethnicity?: string
  uasc?: string
  legalStatus?: string
  order?: string
  plan?: string
  camhs?: string
  setting?: string
  provider?: string
  applied?: string
  where?: string
  reason?: string
  stay?: string
  placedOn?: CalendarDate
}

/** The answers that are dealt out by quota. */
export type Dealt =
  | 'sex'
  | 'ethnicity'
  | 'uasc'
  | 'legalStatus'
  | 'order'
  | 'plan'
  | 'camhs'
  | 'setting'
  | 'provider'
  | 'applied'
  | 'where'
  | 'reason'
  | 'stay'

/** What a set of children is made from. */
export interface ChildrenWanted {
  readonly profile: Profile
  readonly referenceDate: CalendarDate
  /** How many children each authority has. */
  readonly counts: ReadonlyMap<Authority, number>
  /** Where a child may be living. */
  readonly authorities: readonly Authority[]
  readonly random: Random
  /** The children of the round before, where there was one. */
  readonly lastRound: readonly Child[]
  /** Kept from one call to the next, so that no two children are alike. */
  readonly taken: Set<number>
}
