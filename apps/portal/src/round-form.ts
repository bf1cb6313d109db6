import { OpenRound } from '@rollcall/actions/open-round'
import { askedBy, askingDay } from '@rollcall/domain/asked'
import type { Authority } from '@rollcall/domain/authority'
import { indexAuthorities } from '@rollcall/domain/authority-index'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { Collection } from '@rollcall/domain/collection'
import { RoundId } from '@rollcall/domain/ids'
import { readPasted } from '@rollcall/domain/pasted-authorities'
import { Problem } from '@rollcall/domain/problem'
import { type DateFault, dateFaults } from '@rollcall/domain/round'
import { z } from 'zod'
import { attempt, type FormBody, type NotAccepted, readForm, typedIn } from './page-forms.ts'
import type { Mistake } from './pages/fields.ts'
import type { RoundValues } from './pages/round-form-page.ts'
import { dayTyped, TypedDay } from './typed-day.ts'

const last = z.union(
  [z.literal('before').transform(() => undefined), z.literal('none').transform(() => null), RoundId],
  'Choose a round to compare with, or none.',
)
// In the order of the page.
const Typed = z.object({
  title: OpenRound.shape.title,
  reference: TypedDay('The reference date', 'Enter the reference date.'),
  issue: TypedDay('The issue date', 'Enter the day the requests are issued.'),
  due: TypedDay('The due date', 'Enter the day the returns are due.'),
  closes: TypedDay('The closing date', 'Enter the day the round closes.'),
  publish: TypedDay('The publication date', 'Enter the day of publication.').nullable(),
  contact: OpenRound.shape.contact,
  who: z.enum(['all', 'regions', 'codes'], 'Choose who is asked.'),
  last,
})
// What can be looked at together, whatever is wrong elsewhere.
const TypedDates = Typed.pick({ reference: true, issue: true, due: true, closes: true, publish: true })
const TypedWho = Typed.pick({ reference: true, who: true })

/** Everything of the form as it was typed, to be given back. */
export const valuesIn = (body: FormBody): RoundValues => ({
  collection: typedIn(body, 'collection'),
  title: typedIn(body, 'title'),
  reference: dayTyped(body, 'reference'),
  issue: dayTyped(body, 'issue'),
  due: dayTyped(body, 'due'),
  closes: dayTyped(body, 'closes'),
  publish: dayTyped(body, 'publish'),
  contact: typedIn(body, 'contact'),
  who: typedIn(body, 'who'),
  regions: [body.regions ?? []].flat(),
  codes: typedIn(body, 'codes'),
  last: typedIn(body, 'last'),
})

/** What a round would ask, and the authorities to choose from. */
export interface RoundSources {
  readonly collection: Collection
  readonly authorities: readonly Authority[]
}

interface ReadRound
  extends Pick<OpenRound, 'title' | 'referenceOn' | 'issueOn' | 'dueOn' | 'closesOn' | 'contact'> {
  readonly publishOn: CalendarDate | null
  /** Their codes; `undefined`: all that the collection asks. */
  readonly authorities: string[] | undefined
  /** `undefined`: the one before; null: none. */
  readonly lastRoundId: RoundId | null | undefined
}

/** A round as it was typed; or every mistake in it, each with the id of its field, in the order of the page. Without sources it is not asked whether anybody can be asked. */
export function readRound(
  values: RoundValues,
  sources: RoundSources | undefined,
): { readonly ok: true; readonly input: ReadRound } | NotAccepted {
  const publish = Object.values(values.publish).every((part) => part === '') ? null : values.publish
  const filled = { ...values, publish, title: values.title ?? '', contact: values.contact ?? '' }
  const typed = readForm(Typed, filled)
  const dates = readForm(TypedDates, filled)
  const who = readForm(TypedWho, filled)
  const chosen: Chosen = who.ok && sources ? whoIsChosen(who.input, values, sources) : { mistakes: [] }
  const mistakes = [
    ...(typed.ok ? [] : typed.mistakes),
    ...(dates.ok ? dateFaults(roundDatesOf(dates.input)) : []).map(({ date, words }) => ({
      field: fieldOfDate[date],
      words,
    })),
    ...chosen.mistakes,
  ]
  if (!typed.ok || mistakes.length > 0) return { ok: false, mistakes: mistakes.toSorted(asOnThePage) }
  const { title, contact, last: lastRoundId } = typed.input
  return {
    ok: true,
    input: { title, contact, lastRoundId, ...roundDatesOf(typed.input), authorities: chosen.codes },
  }
}

const roundDatesOf = (days: z.output<typeof TypedDates>) => ({
  ...{ referenceOn: days.reference, issueOn: days.issue, dueOn: days.due },
  ...{ closesOn: days.closes, publishOn: days.publish },
})

const asOnThePage = (one: Mistake, other: Mistake): number => placeOf(one) - placeOf(other)
const pageOrder = Object.keys(Typed.shape).flatMap((name) =>
  name === 'who' ? [name, 'regions', 'codes'] : [name],
)
const placeOf = ({ field = '' }: Mistake): number => pageOrder.indexOf(field.replace(/-\w+$/, ''))

const fieldOfDate: Readonly<Record<DateFault['date'], string>> = {
  issueOn: 'issue-day',
  dueOn: 'due-day',
  closesOn: 'closes-day',
  publishOn: 'publish-day',
}

interface Chosen {
  readonly codes?: string[]
  readonly mistakes: readonly Mistake[]
}

function whoIsChosen(
  { who, reference: referenceOn }: z.output<typeof TypedWho>,
  { regions, codes = '' }: RoundValues,
  { collection, authorities }: RoundSources,
): Chosen {
  const asked = askedBy(collection, authorities, referenceOn)
  if (who === 'all') return { mistakes: [] }
  if (who === 'regions') {
    const those = asked.filter(({ region }) => region !== undefined && regions.includes(region))
    if (those.length > 0) return { codes: those.map(({ code }) => code), mistakes: [] }
    return {
      mistakes: [{ field: 'regions', words: 'Choose at least one region in which somebody is asked.' }],
    }
  }
  const index = indexAuthorities(authorities, askingDay(collection, referenceOn))
  const pasted = readPasted(codes, index, new Set(asked.map(({ code }) => code)))
  const faults =
    pasted.codes.length === 0 && pasted.faults.length === 0
      ? ['Enter at least one authority.']
      : [...pasted.faults.slice(0, mostFaults), ...others(pasted.faults.length - mostFaults)]
  return { codes: [...pasted.codes], mistakes: faults.map((words) => ({ field: 'codes', words })) }
}

const mostFaults = 20
const others = (count: number): string[] =>
  count > 0 ? [`There are ${count} others that we could not understand.`] : []

const fieldOfProblem: Readonly<Record<string, string>> = {
  LAST_ROUND: 'last',
  NOT_ASKABLE: 'who',
  NOBODY_ASKED: 'who',
  COLLECTION_UNKNOWN: 'collection',
}

/** Does it, or says beside which field why it cannot be done. */
export async function attemptRound<Value>(action: () => Promise<Value>) {
  let field: string | undefined
  const done = await attempt(async () => {
    try {
      return await action()
    } catch (error) {
      if (error instanceof Problem) field = fieldOfProblem[error.code]
      throw error
    }
  })
  return done.ok
    ? done
    : { ...done, mistakes: done.mistakes.map((mistake) => ({ ...mistake, ...(field && { field }) })) }
}
