import { z } from 'zod'
import { askedBy } from './asked.ts'
import { type Authority, AuthorityKind, kindWords } from './authority.ts'
import type { CalendarDate } from './calendar-date.ts'
import type { Collection } from './collection.ts'
import { roundProblems } from './round.ts'

const Codes = z.array(z.string().max(40)).max(50_000)
const Kinds = z.array(AuthorityKind).min(1, 'Name at least one kind.')
const Regions = z.array(z.string().max(100)).min(1, 'Name at least one region.').max(100)
/** Codes of those left out, whoever else is asked. */
const except = Codes.default([])

/** Who a round asks of those its collection asks: all, some kinds, some regions, or a list; each with those left out. */
export const WhoIsAsked = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('all'), except }),
  z.strictObject({ by: z.literal('kinds'), kinds: Kinds, except }),
  z.strictObject({ by: z.literal('regions'), regions: Regions, except }),
  z.strictObject({ by: z.literal('list'), codes: Codes, except }),
])
export type WhoIsAsked = z.infer<typeof WhoIsAsked>

/** The same as a round keeps it. Whom a list had is not said again. */
export type ChosenBy =
  | Exclude<WhoIsAsked, { by: 'list' }>
  | { readonly by: 'list'; readonly except: string[] }

type Asks = Pick<Collection, 'reference' | 'asks'>

/** Those a round asks. Refuses whoever cannot be asked, and a choice that leaves nobody. */
export function chosenOf(
  collection: Asks,
  authorities: readonly Authority[],
  referenceOn: CalendarDate,
  who: WhoIsAsked,
): Authority[] {
  const asked = askedBy(collection, authorities, referenceOn)
  const others = notAskable(who, asked)
  if (others.length > 0) throw roundProblems.notAskable({ those: others, referenceOn })
  const known = new Set(authorities.map(({ code }) => code))
  const unknown = who.except.filter((code) => !known.has(code))
  if (unknown.length > 0) throw roundProblems.exceptUnknown({ codes: unknown })
  const isChosen = chosenBy(who)
  const left = new Set(who.except)
  const chosen = asked.filter((authority) => isChosen(authority) && !left.has(authority.code))
  if (chosen.length === 0) throw roundProblems.nobodyAsked({ referenceOn })
  return chosen
}

/** What of a choice has nobody in it that can be asked, in words. */
function notAskable(who: WhoIsAsked, asked: readonly Authority[]): string[] {
  switch (who.by) {
    case 'all':
      return []
    case 'kinds': {
      const kinds = new Set(asked.map(({ kind }) => kind))
      return who.kinds.filter((kind) => !kinds.has(kind)).map((kind) => kindWords[kind])
    }
    case 'regions': {
      const regions = new Set(asked.map(({ region }) => region))
      return who.regions.filter((region) => !regions.has(region)).map((region) => `anybody in ${region}`)
    }
    case 'list': {
      const codes = new Set(asked.map(({ code }) => code))
      return who.codes.filter((code) => !codes.has(code))
    }
  }
}

function chosenBy(who: WhoIsAsked): (authority: Authority) => boolean {
  switch (who.by) {
    case 'all':
      return () => true
    case 'kinds': {
      const kinds = new Set(who.kinds)
      return ({ kind }) => kinds.has(kind)
    }
    case 'regions': {
      const regions = new Set(who.regions)
      return ({ region }) => region !== undefined && regions.has(region)
    }
    case 'list': {
      const codes = new Set(who.codes)
      return ({ code }) => codes.has(code)
    }
  }
}

/** What a round keeps of a choice. */
export const keptOf = (who: WhoIsAsked): ChosenBy =>
  who.by === 'list' ? { by: 'list', except: who.except } : who

/** The same choice again, for another day: `codes` are those asked so far. */
export const againOf = (kept: ChosenBy, codes: readonly string[]): WhoIsAsked =>
  kept.by === 'list' ? { ...kept, codes: [...codes] } : kept
