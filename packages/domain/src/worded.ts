import { letterWords } from './letter-words.ts'
import type { Fact, Placeholder, Worded } from './message-kind.ts'
import { findMessageKind, messageKinds } from './message-kinds.ts'
import { requestPlaceholders } from './messages/of-every-request.ts'
import { problems } from './problems.ts'
import { capital } from './text.ts'

/** Everything that is written in words which the office may change: messages, and letters. */
export const wordedKinds: readonly Worded[] = [...messageKinds, ...letterWords]

const byKind = new Map(wordedKinds.map((one) => [one.kind, one]))

/** What is written in words of this kind; one that is not there is a mistake of ours and throws. */
export function wordedKind(kind: string): Worded {
  const found = byKind.get(kind)
  if (found === undefined) throw new Error(`nothing of the kind ${kind} has words`)
  return found
}

/** What pages call a kind: 'Return accepted'. */
export const titleOf = (kind: string): string => byKind.get(kind)?.title ?? capital(kind)

/** A kind as an address has it: 'return-accepted'. */
export const wordedSlug = ({ kind }: Pick<Worded, 'kind'>): string => kind.replaceAll(' ', '-')

const bySlug = new Map(wordedKinds.map((one) => [wordedSlug(one), one]))

/** What has this kind in its address, or a Problem. */
export function wordedOfSlug(slug: string): Worded {
  const found = bySlug.get(slug)
  if (found === undefined) throw problems.notFound({ what: 'wording' })
  return found
}

/** Whether it is a message: a letter has no link, and is sent to nobody by itself. */
export const isMessage = ({ kind }: Pick<Worded, 'kind'>): boolean => findMessageKind(kind) !== undefined

/** Everything that its wording may name. */
export function placeholdersOf({
  placeholders,
  isOfRequest,
}: Pick<Worded, 'placeholders' | 'isOfRequest'>): Readonly<Record<string, Placeholder>> {
  const { name, ...ofRequest } = requestPlaceholders
  return { ...(name && { name }), ...(isOfRequest === false ? {} : ofRequest), ...placeholders }
}

/** What each of them may be, to show how a wording reads. */
export const exampleFacts = (worded: Worded): Readonly<Record<string, Fact>> =>
  Object.fromEntries(Object.entries(placeholdersOf(worded)).map(([name, { example }]) => [name, example]))
