import { OpenRound } from '@rollcall/actions/open-round'
import { askedBy, askingDay } from '@rollcall/domain/asked'
import { type Authority, AuthorityKind } from '@rollcall/domain/authority'
import { indexAuthorities } from '@rollcall/domain/authority-index'
import type { CalendarDate } from '@rollcall/domain/calendar-date'
import type { Collection } from '@rollcall/domain/collection'
import { RoundId } from '@rollcall/domain/ids'
import { readPasted } from '@rollcall/domain/pasted-authorities'
import { Problem } from '@rollcall/domain/problem'
import { type DateFault, dateFaults } from '@rollcall/domain/round'
import { chosenOf, type WhoIsAsked } from '@rollcall/domain/who-is-asked'
import { z } from 'zod'
import { attempt, type FormBody, type NotAccepted, readForm, typedIn } from './page-forms.ts'
import type { Mistake } from './pages/fields.ts'
import type { RoundValues } from './pages/round-form-page.ts'
import { faultsIn } from './pasted-faults.ts'
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
  who: z.enum(['all', 'kinds', 'regions', 'codes'], 'Choose who is asked.'),
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
  kinds: [body.kinds ?? []].flat(),
  codes: typedIn(body, 'codes'),
  except: typedIn(body, 'except'),
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
  /** `undefined` where it was not asked whether anybody can be asked. */
  readonly authorities: WhoIsAsked | undefined
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
    input: { title, contact, lastRoundId, ...roundDatesOf(typed.input), authorities: chosen.who },
  }
}

const roundDatesOf = (days: z.output<typeof TypedDates>) => ({
  ...{ referenceOn: days.reference, issueOn: days.issue, dueOn: days.due },
  ...{ closesOn: days.closes, publishOn: days.publish },
})

const asOnThePage = (one: Mistake, other: Mistake): number => placeOf(one) - placeOf(other)
const pageOrder = Object.keys(Typed.shape).flatMap((name) =>
  name === 'who' ? [name, 'kinds', 'regions', 'codes', 'except'] : [name],
)
const placeOf = ({ field = '' }: Mistake): number => pageOrder.indexOf(field.replace(/-\w+$/, ''))

/** The field of the form that a date out of order belongs to. */
export const fieldOfDate: Readonly<Record<DateFault['date'], string>> = {
  issueOn: 'issue-day',
  dueOn: 'due-day',
  closesOn: 'closes-day',
  publishOn: 'publish-day',
}

interface Chosen {
  readonly who?: WhoIsAsked
  readonly mistakes: readonly Mistake[]
}

function whoIsChosen(
  { who: by, reference: referenceOn }: z.output<typeof TypedWho>,
  values: RoundValues,
  { collection, authorities }: RoundSources,
): Chosen {
  const asked = askedBy(collection, authorities, referenceOn)
  const index = indexAuthorities(authorities, askingDay(collection, referenceOn))
  const every = new Set(authorities.map(({ code }) => code))
  const left = readPasted(values.except ?? '', index, every)
  const listed =
    by === 'codes' ? readPasted(values.codes ?? '', index, new Set(asked.map(({ code }) => code))) : undefined
  const except = [...left.codes]
  const choices: Readonly<Record<typeof by, () => WhoIsAsked>> = {
    all: () => ({ by: 'all', except }),
    kinds: () => ({ by: 'kinds', kinds: z.array(AuthorityKind).catch([]).parse(values.kinds), except }),
    regions: () => ({ by: 'regions', regions: [...values.regions], except }),
    codes: () => ({ by: 'list', codes: [...(listed?.codes ?? [])], except }),
  }
  const mistakes = [...faultsIn('codes', listed?.faults ?? []), ...faultsIn('except', left.faults)]
  const who = choices[by]()
  // What could not be read may be all that is missing.
  return {
    who,
    mistakes: mistakes.length > 0 ? mistakes : nobody(who, { collection, authorities, referenceOn }),
  }
}

/** That a choice leaves nobody, or names whoever cannot be asked, told beside what was chosen by. */
function nobody(
  who: WhoIsAsked,
  { collection, authorities, referenceOn }: RoundSources & { readonly referenceOn: CalendarDate },
): Mistake[] {
  const empty = {
    all: false,
    kinds: who.by === 'kinds' && who.kinds.length === 0,
    regions: who.by === 'regions' && who.regions.length === 0,
    list: who.by === 'list' && who.codes.length === 0,
  }
  if (empty[who.by]) return [{ field: fieldOf[who.by], words: firstOf[who.by] }]
  try {
    chosenOf(collection, authorities, referenceOn, who)
    return []
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const isOfExceptions = error.code === 'NOBODY_ASKED' && who.except.length > 0
    return [{ field: isOfExceptions ? 'except' : fieldOf[who.by], words: error.message }]
  }
}

const fieldOf = { all: 'who', kinds: 'kinds', regions: 'regions', list: 'codes' } as const
const firstOf = {
  all: 'Choose who is asked.',
  kinds: 'Choose at least one kind of authority.',
  regions: 'Choose at least one region in which somebody is asked.',
  list: 'Enter at least one authority.',
} as const

const fieldOfProblem: Readonly<Record<string, string>> = {
  LAST_ROUND: 'last',
  NOT_ASKABLE: 'who',
  NOBODY_ASKED: 'who',
  EXCEPT_UNKNOWN: 'except',
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
