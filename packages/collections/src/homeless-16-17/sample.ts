import { askedBy } from '@rollcall/domain/asked'
import { type Authority, populationOn } from '@rollcall/domain/authority'
import { type CalendarDate, day } from '@rollcall/domain/calendar-date'
import { authorities as all } from '../authorities/authorities.ts'
import { mistakeCounter } from '../sample/mistakes.ts'
import { type Share, split } from '../sample/quotas.ts'
import { type Random, randomFrom } from '../sample/random.ts'
import type { MakeSample } from '../sample/sample.ts'
import { typingOf } from '../sample/typing.ts'
import { homeless16To17 } from './collection.ts'
import { type OutcomeId, outcomes, type PartId, parts, section20Places } from './lines.ts'
import { type Answers, answersWithMistakes, columnsOfForm } from './sample-mistakes.ts'
import { placeTotals, totals } from './sample-totals.ts'

// The oldest count of children in care there is here: older years go by it too.
const firstCounted = day('2024-03-31')
const couldNotSay = 4
const doNotHoldPlaces = 5
const doNotDistinguish = 6

/** Returns of every authority that add up to what the office published for 2022-23, whatever the year asked for. `rows` means nothing here. */
export const makeHomeless16To17: MakeSample = function* ({ referenceDate, seed, authorities, mistakes }) {
  const asked = askedBy(homeless16To17, all, referenceDate)
  const answers = nationalAnswers(asked, referenceDate, seed)
  const inForms = mistakeCounter(mistakes)
  for (const [index, authority] of asked.slice(0, authorities).entries()) {
    const random = randomFrom(`${seed}/${referenceDate}/form/${authority.code}`)
    const form = answers[index] ?? {}
    const typing = typingOf(randomFrom(`${seed}/habits/${authority.code}`))
    const { changed, planted } = answersWithMistakes(form, inForms(columnsOfForm), random)
    const row = Object.fromEntries(
      Object.entries(form).map(([column, value]) => [
        column,
        value === 'not-held' ? typing.notHeld() : typing.whole(value),
      ]),
    )
    yield { authority, sheets: { return: [{ ...row, ...changed }] }, planted }
  }
}

interface Size {
  readonly authority: Authority
  readonly couldSay: boolean
  readonly weight: Readonly<Record<PartId, number>>
}

function nationalAnswers(asked: readonly Authority[], date: CalendarDate, seed: number): Answers[] {
  const random = randomFrom(`${seed}/homeless`)
  const sizes = sizesOf(asked, random, randomFrom(`${seed}/homeless/${date}`))
  const byPart = parts.map(({ id }) => partAnswers(id, sizes, random.branch(id)))
  const able = sizes.flatMap(({ couldSay }, index) =>
    couldSay && isInNoFamily(index, byPart) ? [index] : [],
  )
  const withoutPlaces = new Set(random.branch('places not held').shuffled(able).slice(0, doNotHoldPlaces))
  return sizes.map(({ couldSay }, index) => {
    if (!couldSay) return allNotHeld
    return Object.assign(
      {},
      ...byPart.map((part) => part[index]),
      withoutPlaces.has(index) ? placesNotHeld : {},
    )
  })
}

function sizesOf(asked: readonly Authority[], lasting: Random, passing: Random): Size[] {
  const sizes = asked.map((authority) => {
    const inCare = childrenInCare(authority)
    const isLondon = authority.region === 'London' || authority.region === 'South East'
    const [some, alone, now] = [lasting.bell(), lasting.bell(), passing.bell()]
    return {
      authority,
      weight: {
        others: inCare * Math.exp(0.6 * some + 0.08 * now),
        uasc: inCare * (isLondon ? 3 : 1) * Math.exp(0.8 * alone + 0.08 * now),
      },
    }
  })
  const silent = new Set(
    lasting.shuffled(sizes.filter(({ weight }) => weight.others > 0)).slice(0, couldNotSay),
  )
  return sizes.map((size) =>
    silent.has(size)
      ? { ...size, couldSay: false, weight: { others: 0, uasc: 0 } }
      : { ...size, couldSay: true },
  )
}

// Authorities with hardly any children in care have hardly any homeless ones.
const childrenInCare = (authority: Authority): number => {
  const count = populationOn(authority, 'children-in-care', firstCounted) ?? 0
  return count < 20 ? 0 : count
}

/** One part of the grid for every authority. Each line adds up to its total, and each authority's lines to those who presented. */
function partAnswers(part: PartId, sizes: readonly Size[], random: Random): Record<string, number>[] {
  const of = totals[part]
  const noisy = (share: Share): Share => ({ ...share, weight: share.weight * Math.exp(0.35 * random.bell()) })
  const byWeight = (total: number) =>
    split(
      total,
      sizes.map(({ weight }) => noisy({ weight: weight[part] })),
    )
  const lawKnown = byWeight(of.section_20 + of.section_17 + of.part_7)
  // An authority that accommodated more than a few has taken some of them into care.
  const section20 = split(
    of.section_20,
    lawKnown.map((most) => noisy({ weight: most, most, least: most > 2 ? 1 : 0 })),
  )
  const section17 = taking(of.section_17, minus(lawKnown, section20), noisy)
  const lines: Readonly<Record<OutcomeId, readonly number[]>> = {
    unknown: byWeight(of.unknown),
    returned: byWeight(of.returned),
    section_20: section20,
    section_17: section17,
    part_7: minus(minus(lawKnown, section20), section17),
    undistinguished: toFew(of.undistinguished, section20, random),
    not_accommodated: byWeight(of.not_accommodated),
  }
  const places = placesOf(part, section20, noisy)
  return sizes.map((_, index) => {
    const answers = outcomes.map(({ id }) => [id, lines[id][index] ?? 0] as const)
    const presented = answers.reduce((sum, [, count]) => sum + count, 0)
    const places20 = section20Places.map(({ id }) => [id, places[id][index] ?? 0] as const)
    return Object.fromEntries(
      [['presented', presented] as const, ...answers, ...places20].map(([id, count]) => [
        `${id}_${part}`,
        count,
      ]),
    )
  })
}

const minus = (a: readonly number[], b: readonly number[]): number[] =>
  a.map((value, index) => value - (b[index] ?? 0))

/** A total split over authorities, from no more than each has left. */
const taking = (total: number, left: readonly number[], noisy: (share: Share) => Share): number[] =>
  split(
    total,
    left.map((most) => noisy({ weight: most, most })),
  )

function placesOf(part: PartId, section20: readonly number[], noisy: (share: Share) => Share) {
  const of = placeTotals[part]
  const foster = taking(of.section_20_foster, section20, noisy)
  const home = taking(of.section_20_home, minus(section20, foster), noisy)
  const other = taking(of.section_20_other, minus(minus(section20, foster), home), noisy)
  return {
    section_20_foster: foster,
    section_20_home: home,
    section_20_supported: minus(minus(minus(section20, foster), home), other),
    section_20_other: other,
  }
}

/** A total that only a few authorities have: those whose records do not say under which law. */
function toFew(total: number, section20: readonly number[], random: Random): number[] {
  const able = section20.flatMap((count, index) => (count > 0 ? [index] : []))
  const few = new Set(random.shuffled(able).slice(0, doNotDistinguish))
  return split(
    total,
    section20.map((_, index) =>
      few.has(index) ? { weight: 1, least: total > 0 ? 1 : 0 } : { weight: 0, most: 0 },
    ),
  )
}

const notHeldFor = (ids: readonly string[]): Answers =>
  Object.fromEntries(ids.flatMap((id) => parts.map((part) => [`${id}_${part.id}`, 'not-held'] as const)))
const placesNotHeld = notHeldFor(section20Places.map(({ id }) => id))
const allNotHeld = notHeldFor([
  'presented',
  ...outcomes.map(({ id }) => id),
  ...section20Places.map(({ id }) => id),
])

/** Has children under section 20 and none of the others in a family or a home, so that the published share stays about the same. */
function isInNoFamily(index: number, byPart: readonly (readonly Record<string, number>[])[]): boolean {
  const answers: Readonly<Record<string, number>> = Object.assign({}, ...byPart.map((part) => part[index]))
  const { section_20_others = 0, section_20_foster_others = 0, section_20_home_others = 0 } = answers
  return section_20_others > 0 && section_20_foster_others + section_20_home_others === 0
}
