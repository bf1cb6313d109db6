import type { Authority } from './authority.ts'
import { canonical, sha256 } from './canonical.ts'
import type { Collection } from './collection.ts'
import type { FigureValue } from './figure-value.ts'
import type { RelaxedRule } from './relaxation.ts'

interface Source {
  readonly authority: string
  readonly sha256: string
  /** The rules that were relaxed for it; left out where none was. */
  readonly relaxed?: readonly RelaxedRule[]
}

/** Everything a set of figures was made from, so that anyone can make them again and find them the same. */
export interface Provenance {
  readonly collection: string
  readonly version: number
  readonly collectionHash: string
  /** Of the table of authorities: their regions and populations are in the figures too. */
  readonly authoritiesHash: string
  readonly referenceDate: string
  /** The version of the program that read, checked and counted. */
  readonly code: string
  /** The SHA-256 of each return's bytes, by authority. */
  readonly submissions: readonly Source[]
  /** The same of the round before, for those that were compared with it. */
  readonly lastRound?: readonly Source[]
}

export interface SealedFigure extends FigureValue {
  /** SHA-256 over the figure and its provenance: it changes when any byte of any return it was made from does. */
  readonly hash: string
}

/** Of a collection, or of a table of authorities in whatever order it is. */
export const hashOf = (source: Collection | readonly Authority[]): Promise<string> =>
  sha256(canonical(isTable(source) ? source.toSorted((a, b) => (a.code < b.code ? -1 : 1)) : source))

const isTable = (source: Collection | readonly Authority[]): source is readonly Authority[] =>
  Array.isArray(source)

/** SHA-256 of a text in hexadecimal, by whatever the program runs on. */
export type Digest = (text: string) => string | Promise<string>

/** Gives every figure its hash, and one for all of them together. */
export async function seal(
  figures: readonly FigureValue[],
  provenance: Provenance,
  digest: Digest = sha256,
): Promise<{ figures: SealedFigure[]; hash: string }> {
  const { submissions, lastRound, ...rest } = provenance
  const source = await digest(
    canonical({
      ...rest,
      submissions: byAuthority(submissions),
      ...(lastRound && { lastRound: byAuthority(lastRound) }),
    }),
  )
  const hashes = await Promise.all(figures.map(async (figure) => await digest(canonical({ source, figure }))))
  return {
    figures: figures.map((figure, place) => ({ ...figure, hash: hashes[place] ?? '' })),
    hash: await digest(canonical({ source, figures: hashes })),
  }
}

const byAuthority = (sources: readonly Source[]): Source[] =>
  sources.toSorted((a, b) => (a.authority < b.authority ? -1 : 1))
