import type { KeptAnswer } from './kept-return.ts'

/** A row of one version of a sheet, its answers in the order of the collection's columns. */
export interface RowOfVersion {
  readonly row: number
  readonly key: string | null
  /** `undefined` for a column the workbook does not have. */
  readonly answers: readonly (KeptAnswer | undefined)[]
}

export interface RowPairs {
  readonly pairs: readonly (readonly [before: RowOfVersion, after: RowOfVersion])[]
  readonly removed: readonly RowOfVersion[]
  readonly added: readonly RowOfVersion[]
}

/** Tells which row of the old version is which of the new: by key, then those that say the same, then those most alike. */
export function pairRows(before: readonly RowOfVersion[], after: readonly RowOfVersion[]): RowPairs {
  const byKey = pairEqual(before, after, ({ key }) => key)
  const bySaying = pairEqual(byKey.removed, byKey.added, ({ answers }) => JSON.stringify(answers))
  const byLikeness = pairAlike(bySaying.removed, bySaying.added)
  return { ...byLikeness, pairs: [...byKey.pairs, ...bySaying.pairs, ...byLikeness.pairs] }
}

/** Pairs rows that are equal in something; the first of several with the first. */
function pairEqual(
  before: readonly RowOfVersion[],
  after: readonly RowOfVersion[],
  of: (row: RowOfVersion) => string | null,
): RowPairs {
  const waiting = new Map<string, RowOfVersion[]>()
  for (const row of before.toReversed()) {
    const text = of(row)
    if (text === null) continue
    const alike = waiting.get(text)
    if (alike) alike.push(row)
    else waiting.set(text, [row])
  }
  const pairs = after.flatMap((row): [RowOfVersion, RowOfVersion][] => {
    const text = of(row)
    const own = text === null ? undefined : waiting.get(text)?.pop()
    return own ? [[own, row]] : []
  })
  return withRest(before, after, pairs)
}

// Past this many comparisons only rows in the same place are looked at.
const mostComparisons = 250_000

function pairAlike(before: readonly RowOfVersion[], after: readonly RowOfVersion[]): RowPairs {
  const likely = before.length * after.length <= mostComparisons ? everyPair : pairsInPlace
  const candidates = [...likely(before, after)]
    .map(([one, other]) => ({ one, other, likeness: likenessOf(one, other) }))
    .filter(({ one, other, likeness }) => likeness >= likenessNeeded(one, other))
    .sort((a, b) => b.likeness - a.likeness || distance(a) - distance(b))
  const taken = new Set<RowOfVersion>()
  const pairs = candidates.flatMap(({ one, other }): [RowOfVersion, RowOfVersion][] => {
    if (taken.has(one) || taken.has(other)) return []
    taken.add(one).add(other)
    return [[one, other]]
  })
  return withRest(before, after, pairs)
}

function* everyPair(before: readonly RowOfVersion[], after: readonly RowOfVersion[]) {
  for (const one of before) for (const other of after) yield [one, other] as const
}

function* pairsInPlace(before: readonly RowOfVersion[], after: readonly RowOfVersion[]) {
  const byNumber = new Map(after.map((other) => [other.row, other]))
  for (const one of before) {
    const other = byNumber.get(one.row)
    if (other) yield [one, other] as const
  }
}

const distance = ({ one, other }: { one: RowOfVersion; other: RowOfVersion }): number =>
  Math.abs(one.row - other.row)

/** Two rows with names of their own are rarely one; a row without a name that stayed where it was likely is. */
const likenessNeeded = (one: RowOfVersion, other: RowOfVersion): number =>
  one.row === other.row && (one.key === null || other.key === null) ? 1 / 2 : 2 / 3

/** How many of the answers that either row gives are the same. */
function likenessOf(one: RowOfVersion, other: RowOfVersion): number {
  let [same, given] = [0, 0]
  for (const [index, answer] of one.answers.entries()) {
    const now = other.answers[index]
    if ((answer ?? null) === null && (now ?? null) === null) continue
    given++
    if (saysTheSame(answer, now)) same++
  }
  return given === 0 ? 0 : same / given
}

export const saysTheSame = (one: KeptAnswer | undefined, other: KeptAnswer | undefined): boolean =>
  one === other ||
  (typeof one === 'object' && typeof other === 'object' && JSON.stringify(one) === JSON.stringify(other))

function withRest(
  before: readonly RowOfVersion[],
  after: readonly RowOfVersion[],
  pairs: RowPairs['pairs'],
): RowPairs {
  const paired = new Set(pairs.flat())
  return {
    pairs,
    removed: before.filter((row) => !paired.has(row)),
    added: after.filter((row) => !paired.has(row)),
  }
}
