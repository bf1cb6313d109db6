import { scaled } from '../sample/quotas.ts'
import type { Random } from '../sample/random.ts'
import type { Child, ChildrenWanted, Draft, YesNoNotHeld } from './sample-child.ts'
import { weeklyCosts } from './sample-costs.ts'
import { leaving, orderStart } from './sample-dates.ts'
import { dealAnswers, perAuthority } from './sample-deal.ts'
import { childrenKept } from './sample-kept.ts'
import { otherSettings, providerNames } from './sample-names.ts'
import { childrenIn, type Profile, type StayLength } from './sample-profiles.ts'

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
