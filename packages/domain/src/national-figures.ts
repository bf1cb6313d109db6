import type { CompiledCollection } from './compiled-collection.ts'
import type { Contribution } from './contribution.ts'
import { figuresFrom } from './figures.ts'
import type { RelaxedRule } from './relaxation.ts'
import { type Digest, type Provenance, type SealedFigure, seal } from './seal.ts'

/** A return that counts, and the bytes it was counted from. */
export interface CountedReturn {
  readonly contribution: Contribution
  readonly sha256: string
  /** Of the return of the round before, where it was compared with one. */
  readonly lastSha256: string | undefined
  /** The rules that were relaxed for it. */
  readonly relaxed?: readonly RelaxedRule[] | undefined
}

export interface NationalFigures {
  readonly figures: readonly SealedFigure[]
  /** Of all the figures together. */
  readonly hash: string
  readonly provenance: Provenance
}

/** The national figures from the returns that count, in whatever order, sealed with all they were made from. */
export async function nationalFigures(
  compiled: CompiledCollection,
  returns: readonly CountedReturn[],
  made: Pick<Provenance, 'collectionHash' | 'authoritiesHash' | 'code'>,
  digest?: Digest,
): Promise<NationalFigures> {
  const { collection, referenceDate } = compiled
  const inOrder = returns.toSorted((a, b) => (a.contribution.authority < b.contribution.authority ? -1 : 1))
  const compared = inOrder.flatMap(({ contribution: { authority }, lastSha256 }) =>
    lastSha256 === undefined ? [] : [{ authority, sha256: lastSha256 }],
  )
  const provenance: Provenance = {
    collection: collection.id,
    version: collection.version,
    collectionHash: made.collectionHash,
    authoritiesHash: made.authoritiesHash,
    referenceDate,
    code: made.code,
    submissions: inOrder.map(({ contribution: { authority }, sha256, relaxed = [] }) => ({
      ...{ authority, sha256 },
      ...(relaxed.length > 0 && { relaxed: byRule(relaxed) }),
    })),
    ...(compared.length > 0 && { lastRound: compared }),
  }
  const values = figuresFrom(
    compiled,
    inOrder.map(({ contribution }) => contribution),
  )
  return { ...(await seal(values, provenance, digest)), provenance }
}

/** In an order that does not tell in which they were relaxed: the figures are the same. */
const byRule = (relaxed: readonly RelaxedRule[]): RelaxedRule[] =>
  relaxed
    .map(({ rule, effect }) => ({ rule, effect }))
    .toSorted((one, other) => (one.rule < other.rule ? -1 : 1))
