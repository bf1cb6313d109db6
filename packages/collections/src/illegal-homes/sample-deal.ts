import { daysBetween } from '@rollcall/domain/calendar-date'
import { choose } from '../sample/quotas.ts'
import type { Random } from '../sample/random.ts'
import type { ChildrenWanted, Dealt, Draft } from './sample-child.ts'
import { giveDates } from './sample-dates.ts'
import { type Profile, type StayLength, stayLengths } from './sample-profiles.ts'

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

/** Decides everything about the drafts that there is a quota for, in an order that lets one answer bear on the next. */
export function dealAnswers(drafts: readonly Draft[], profile: Profile, wanted: ChildrenWanted): void {
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
export function perAuthority(
  drafts: readonly Draft[],
  share: number,
  always: number,
): (draft: Draft) => boolean {
  const most = new Map<string, number>()
  for (const { authority } of drafts) most.set(authority.code, (most.get(authority.code) ?? 0) + 1)
  for (const [code, count] of most) most.set(code, Math.max(always, Math.floor(count * share)))
  return ({ authority }) => {
    const left = most.get(authority.code) ?? 0
    most.set(authority.code, left - 1)
    return left > 0
  }
}
