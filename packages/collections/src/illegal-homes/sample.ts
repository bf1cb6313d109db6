import { askedBy } from '@rollcall/domain/asked'
import type { Authority } from '@rollcall/domain/authority'
import { type CalendarDate, shift } from '@rollcall/domain/calendar-date'
import { authorities } from '../authorities/authorities.ts'
import { mistakeCounter } from '../sample/mistakes.ts'
import { randomFrom } from '../sample/random.ts'
import type { MakeSample, SampleOptions, SampleReturn } from '../sample/sample.ts'
import { typingOf } from '../sample/typing.ts'
import { illegalHomes } from './collection.ts'
import type { Child } from './sample-child.ts'
import { makeChildren } from './sample-children.ts'
import { withFormMistake } from './sample-form-mistakes.ts'
import { withIds } from './sample-ids.ts'
import { withMistakes } from './sample-mistakes.ts'
import { childrenIn, firstRound, profileOf } from './sample-profiles.ts'
import { childRow, type PlaceStyle, returnRow, type Writing, wholeReturn } from './sample-rows.ts'
import { spread } from './sample-spread.ts'

/**
 * Returns of every authority that add up to what the office published for the day. With `rows`, each has so many instead, in the
 * same shares. Some children of a round are those of the round a year before, made from the same seed.
 */
export const makeIllegalHomes: MakeSample = function* (options) {
  const { referenceDate, seed, rows, mistakes } = options
  const asked = askedBy(illegalHomes, authorities, referenceDate)
  const childrenOf =
    rows === undefined ? nationalChildren(referenceDate, seed) : rowsEach(options, asked, rows)
  const [inRows, inForms] = [mistakeCounter(mistakes), mistakeCounter(mistakes)]
  for (const authority of asked.slice(0, options.authorities)) {
    const children = childrenOf(authority)
    yield writtenUp(authority, children, options, {
      asked,
      inRows: inRows(children.length),
      inForm: inForms(1) > 0,
    })
  }
}

type ChildrenOf = (authority: Authority) => readonly Child[]

function nationalChildren(referenceDate: CalendarDate, seed: number): ChildrenOf {
  const byAuthority = Map.groupBy(wholeRound(referenceDate, seed), ({ authority }) => authority.code)
  return ({ code }) => byAuthority.get(code) ?? []
}

/** Every child of a round, each in its place among its authority's rows. */
function wholeRound(referenceDate: CalendarDate, seed: number): readonly Child[] {
  const profile = profileOf(referenceDate)
  const asked = askedBy(illegalHomes, authorities, referenceDate)
  const aYearBefore = shift(referenceDate, { years: -1 })
  const lastRound = aYearBefore >= firstRound ? wholeRound(aYearBefore, seed) : undefined
  const before = lastRound && counted(lastRound, asked)
  const counts = spread(childrenIn(profile), asked, referenceDate, randomFrom(seed), before)
  const random = randomFrom(`${seed}/${referenceDate}/children`)
  const children = makeChildren({
    profile,
    referenceDate,
    counts: new Map(asked.map((authority, index) => [authority, counts[index] ?? 0])),
    authorities: asked,
    random,
    lastRound: lastRound ?? [],
    taken: new Set(),
  })
  return withIds(random.branch('order').shuffled(children), referenceDate, seed)
}

function counted(children: readonly Child[], authorities: readonly Authority[]): Map<string, number> {
  const counts = new Map(authorities.map(({ code }) => [code, 0]))
  for (const { authority } of children) counts.set(authority.code, (counts.get(authority.code) ?? 0) + 1)
  return counts
}

function rowsEach(
  { referenceDate, seed }: SampleOptions,
  asked: readonly Authority[],
  rows: number,
): ChildrenOf {
  const taken = new Set<number>()
  return (authority) => {
    const random = randomFrom(`${seed}/${referenceDate}/rows/${authority.code}`)
    const children = makeChildren({
      profile: profileOf(referenceDate),
      referenceDate,
      counts: new Map([[authority, rows]]),
      authorities: asked,
      random,
      lastRound: [],
      taken,
    })
    return withIds(random.shuffled(children), referenceDate, seed)
  }
}

interface WritingUp {
  readonly asked: readonly Authority[]
  readonly inRows: number
  readonly inForm: boolean
}

function writtenUp(
  authority: Authority,
  children: readonly Child[],
  { referenceDate, seed }: SampleOptions,
  { asked, inRows, inForm }: WritingUp,
): SampleReturn {
  const habits = randomFrom(`${seed}/habits/${authority.code}`)
  const random = randomFrom(`${seed}/${referenceDate}/return/${authority.code}`)
  const writing: Writing = {
    typing: typingOf(habits),
    placeStyle: habits.pick<PlaceStyle>(['name', 'name', 'name', 'code', 'both', 'capitals']),
    idsAreNumbers: habits.chance(0.3),
    authorities: new Map(asked.map((one) => [one.code, one])),
  }
  const answers = wholeReturn(children, random.branch('answers'))
  const spoiled = withMistakes({
    rows: children.map((child) => childRow(child, writing)),
    children,
    count: inRows,
    referenceDate,
    typing: writing.typing,
    random: random.branch('mistakes'),
  })
  const costsAreSound = spoiled.planted.every(({ column }) => column !== 'weekly_cost')
  const form = returnRow(answers, writing)
  const spoiledForm = inForm
    ? withFormMistake(form, answers, costsAreSound, random.branch('mistake in the form'))
    : { row: form, planted: [] }
  return {
    authority,
    sheets: { children: spoiled.rows, return: [spoiledForm.row] },
    planted: [...spoiled.planted, ...spoiledForm.planted],
  }
}
