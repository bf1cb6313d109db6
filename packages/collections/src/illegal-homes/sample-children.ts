import type { Authority } from '@rollcall/domain/authority'
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
import { choose, scaled } from '../sample/quotas.ts'
import { type Random, randomFrom } from '../sample/random.ts'
import type { Child, Dealt, Draft, YesNoNotHeld } from './sample-child.ts'
import { weeklyCosts } from './sample-costs.ts'
import { otherSettings, providerNames } from './sample-names.ts'
import { childrenIn, type Profile, type StayLength, stayLengths } from './sample-profiles.ts'

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

/** Makes up children whose answers add up to the profile's totals, or to its shares of another total. */
export function makeChildren(wanted: ChildrenWanted): Child[] {
  const total = [...wanted.counts.values()].reduce((sum, count) => sum + count, 0)
  const profile = total === childrenIn(wanted.profile) ? wanted.profile : profileScaled(wanted.profile, total)
  const kept = childrenKept(wanted, profile)
  const drafts = [...kept, ...newChildren(wanted, kept)]
  dealAges(drafts, profile, wanted.random)
  dealAnswers(drafts, profile, wanted)
  const costs = costsOf(drafts, profile, wanted.random)
  return drafts.map((draft) => finished(draft, costs.get(draft) ?? 'not-held', wanted))
}

function profileScaled(profile: Profile, total: number): Profile {
  const all = childrenIn(profile)
  const part = (count: number) => Math.round((count * total) / all)
  return {
    ages: scaled(profile.ages as Record<string, number>, total),
    sexes: scaled(profile.sexes, total),
    ethnicities: scaled(profile.ethnicities, total),
    uasc: scaled(profile.uasc, total),
    legalStatuses: scaled(profile.legalStatuses, total),
    orders: scaled(profile.orders, total),
    plans: scaled(profile.plans, total),
    camhs: scaled(profile.camhs, total),
    settings: scaled(profile.settings, total),
    providers: scaled(profile.providers, total),
    applied: scaled(profile.applied, total),
    places: scaled(profile.places, total),
    reasons: scaled(profile.reasons, total),
    stays: scaled(profile.stays, total),
    stayed: {},
    moved: 0,
    costNotHeld: part(profile.costNotHeld),
    overOneMillion: part(profile.overOneMillion),
    meanWeeklyCost: profile.meanWeeklyCost,
  }
}

const stayAYearLater: Readonly<Partial<Record<StayLength, StayLength>>> = {
  days: 'year',
  weeks: 'year',
  months: 'year',
  'half-year': 'year',
  year: 'two-years',
  'two-years': 'three-years',
}

/** Children of the last round who are still there, or in another such home. Each is a year older and may fill no quota over. */
function childrenKept(
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

function newChildren({ counts }: ChildrenWanted, kept: readonly Draft[]): Draft[] {
  return [...counts].flatMap(([authority, count]) => {
    const before = kept.filter((draft) => draft.authority.code === authority.code).length
    return Array.from({ length: count - before }, () => ({ authority, stayed: false }))
  })
}

function dealAges(drafts: readonly Draft[], { ages }: Profile, random: Random): void {
  const left = new Map(Object.entries(ages).map(([age, count]) => [Number(age), count]))
  for (const draft of drafts) {
    if (draft.was === undefined) continue
    draft.age = draft.was.age + 1
    left.set(draft.age, (left.get(draft.age) ?? 0) - 1)
  }
  const pool = random.shuffled([...left].flatMap(([age, count]) => Array<number>(count).fill(age)))
  for (const draft of drafts) {
    if (draft.age === undefined) draft.age = pool.pop() ?? 17
  }
}

type Weight = (draft: Draft, value: string) => number

/** Gives each draft without an answer one, so that the quotas come out. The commonest answer goes to those left over. */
function deal(
  drafts: readonly Draft[],
  answer: Dealt,
  quotas: Readonly<Record<string, number>>,
  random: Random,
  weight: Weight = () => 1,
  may: (draft: Draft, value: string) => boolean = () => true,
): void {
  const [commonest, ...others] = Object.entries(quotas).sort(([, a], [, b]) => b - a)
  // The rarest first: what few children fit must not be used up by what fits all.
  for (const [value, quota] of others.reverse()) {
    const already = drafts.filter((draft) => draft[answer] === value).length
    const undecided = drafts.filter((draft) => draft[answer] === undefined)
    const given = choose(
      random,
      undecided,
      Math.max(0, quota - already),
      (draft) => weight(draft, value),
      (draft) => may(draft, value),
    )
    for (const draft of given) draft[answer] = value
  }
  for (const draft of drafts) {
    if (draft[answer] === undefined && commonest) draft[answer] = commonest[0]
  }
}

function dealAnswers(drafts: readonly Draft[], profile: Profile, wanted: ChildrenWanted): void {
  const { random } = wanted
  deal(drafts, 'sex', profile.sexes, random)
  deal(drafts, 'stay', profile.stays, random, stayWeight)
  for (const draft of drafts) giveDates(draft, wanted)
  deal(drafts, 'uasc', profile.uasc, random, ({ age = 0 }) => (age >= 15 ? 1 : 0))
  const unknownEthnicity = perAuthority(drafts, 0.2, 2)
  deal(drafts, 'ethnicity', profile.ethnicities, random, ethnicityWeight, (draft, value) =>
    value === 'REFU' || value === 'NOBT' ? unknownEthnicity(draft) : true,
  )
  deal(drafts, 'legalStatus', profile.legalStatuses, random, legalStatusWeight)
  deal(drafts, 'order', profile.orders, random, ({ age = 0 }, value) =>
    value === 'yes' && age < 9 ? 0.1 : 1,
  )
  deal(drafts, 'plan', profile.plans, random)
  deal(drafts, 'camhs', profile.camhs, random)
  deal(drafts, 'setting', profile.settings, random, (draft, value) => settingWeight(draft, value, wanted))
  deal(drafts, 'provider', profile.providers, random)
  deal(drafts, 'applied', profile.applied, random)
  deal(drafts, 'where', profile.places, random)
  deal(drafts, 'reason', profile.reasons, random)
}

const stayWeight: Weight = ({ age = 0, was }, value) => {
  const isLong = stayLengths[value as StayLength].from >= 12
  // Someone who is in another home than a year ago has been in it for less than a year.
  return isLong && (age < 8 || was !== undefined) ? 0 : 1
}

const ethnicityWeight: Weight = ({ uasc }, value) => {
  if (uasc !== 'yes') return 1
  return ['AOTH', 'BAFR', 'OOTH', 'WOTH'].includes(value) ? 30 : 0.1
}

const legalStatusWeight: Weight = ({ uasc, age = 0 }, value) => {
  if (value === 'V2') return uasc === 'yes' ? 40 : 1
  if (value === 'J1') return age >= 12 ? 1 : 0
  return value === 'E1' && age >= 10 ? 0.02 : 1
}

function settingWeight(
  { age = 0, placedOn }: Draft,
  value: string,
  { referenceDate }: ChildrenWanted,
): number {
  if (value === 'supported-accommodation') return age >= 16 ? 1 : 0
  if (value !== 'hotel') return 1
  return placedOn !== undefined && daysBetween(placedOn, referenceDate) <= 28 ? 1 : 0
}

/** Lets through only so large a share of each authority's children, and always so many. */
function perAuthority(drafts: readonly Draft[], share: number, always: number): (draft: Draft) => boolean {
  const most = new Map<string, number>()
  for (const { authority } of drafts) most.set(authority.code, (most.get(authority.code) ?? 0) + 1)
  for (const [code, count] of most) most.set(code, Math.max(always, Math.floor(count * share)))
  return ({ authority }) => {
    const left = most.get(authority.code) ?? 0
    most.set(authority.code, left - 1)
    return left > 0
  }
}

const mostTries = 60

/** A birth date of the right age and a moving-in date of the right length of stay, so that no other child has both. */
function giveDates(draft: Draft, { referenceDate, random, taken }: ChildrenWanted): void {
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

function costsOf(
  drafts: readonly Draft[],
  profile: Profile,
  random: Random,
): Map<object, number | 'not-held'> {
  const mayBeNotHeld = perAuthority(drafts, 0.5, 0)
  const costed = drafts.map((draft) => {
    const before = draft.stayed ? draft.was?.weeklyCost : undefined
    return {
      key: draft,
      isUnderOrder: draft.order === 'yes',
      before: typeof before === 'number' ? before : undefined,
      mayBeNotHeld: () => mayBeNotHeld(draft),
    }
  })
  const { costNotHeld, overOneMillion, meanWeeklyCost } = profile
  return weeklyCosts(costed, { notHeld: costNotHeld, overOneMillion, mean: meanWeeklyCost }, random)
}

function finished(draft: Draft, weeklyCost: number | 'not-held', wanted: ChildrenWanted): Child {
  const { random, referenceDate } = wanted
  const { was, stayed } = draft
  const born = decided(draft.born)
  return {
    authority: draft.authority,
    id: draft.id ?? '',
    born,
    age: decided(draft.age),
    sex: decided(draft.sex),
    ethnicity: decided(draft.ethnicity),
    uasc: decided(draft.uasc),
    legalStatus: decided(draft.legalStatus),
    order: decided(draft.order) as YesNoNotHeld,
    orderStart:
      draft.order === 'yes' ? orderStart(decided(draft.placedOn), referenceDate, random) : undefined,
    plan: decided(draft.plan) as YesNoNotHeld,
    camhs: decided(draft.camhs) as YesNoNotHeld,
    setting: decided(draft.setting),
    settingOther: draft.setting === 'other' ? random.pick(otherSettings) : undefined,
    provider: decided(draft.provider),
    providerName: stayed && was ? was.providerName : providerName(draft, random),
    applied: decided(draft.applied),
    placedIn: stayed && was ? was.placedIn : placeOf(draft, wanted),
    reason: decided(draft.reason),
    stay: decided(draft.stay) as StayLength,
    placedOn: decided(draft.placedOn),
    expectedEnd: random.chance(0.45) ? leaving(born, referenceDate, random) : undefined,
    weeklyCost,
    wasInLastRound: was !== undefined,
  }
}

function decided<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('something of a child was left undecided')
  return value
}

/** Most orders are made when a child moves in, and again every few months. None here is older than eleven months. */
function orderStart(
  placedOn: CalendarDate,
  referenceDate: CalendarDate,
  random: Random,
): CalendarDate | 'not-held' {
  if (random.chance(0.02)) return 'not-held'
  const stay = daysBetween(placedOn, referenceDate)
  return shift(referenceDate, { days: -random.whole(Math.min(stay, 3), Math.min(stay + 20, 320)) })
}

function providerName({ provider }: Draft, random: Random): string {
  if (provider === 'not-held') return random.chance(0.7) ? 'not-held' : random.pick(providerNames)
  if (provider === 'PR1') return 'Our own staff (sample)'
  return random.chance(0.01) ? 'not-held' : random.pick(providerNames)
}

function placeOf({ authority, where }: Draft, { authorities, random }: ChildrenWanted): string {
  if (where === 'own') return authority.code
  if (where !== 'region' && where !== 'elsewhere') return decided(where)
  const others = authorities.filter((other) => other.code !== authority.code)
  const near = others.filter((other) => (other.region === authority.region) === (where === 'region'))
  return random.pick(near.length > 0 ? near : others).code
}

/** Nobody is expected to be there past their eighteenth birthday. */
const leaving = (born: CalendarDate, referenceDate: CalendarDate, random: Random): CalendarDate =>
  earlier(shift(referenceDate, { days: random.whole(5, 200) }), shift(born, { years: 18 }))

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
