import { hash } from 'node:crypto'
import { listClashes } from '@rollcall/database/clashes'
import type { Db, Trx } from '@rollcall/database/connect'
import { listContributed } from '@rollcall/database/contributions'
import { listRequestStandings, type RoundFigures } from '@rollcall/database/figures'
import { getRoundSources } from '@rollcall/database/round-sources'
import { codeVersion } from '@rollcall/domain/code-version'
import type { Contribution } from '@rollcall/domain/contribution'
import type { RoundId, SubmissionId } from '@rollcall/domain/ids'
import { nationalFigures } from '@rollcall/domain/national-figures'
import { roundCoverageOf } from '@rollcall/domain/round-coverage'
import type { Context } from './context.ts'
import { compiledOf, frozenFrom } from './frozen-collection.ts'

type Contributed = Awaited<ReturnType<typeof listContributed>>[number] & {
  readonly contribution: Contribution
}

/** The figures of a round as its accepted returns make them now: the same as `rollcall aggregate` makes of the same files. */
export async function figuresOfRound(
  { db }: Pick<Context, 'db'>,
  trx: Trx,
  roundId: RoundId,
): Promise<RoundFigures & { readonly submissionIds: readonly SubmissionId[] }> {
  const sources = await getRoundSources(trx, roundId)
  const { collectionHash, authoritiesHash } = sources
  const compiled = compiledOf(await frozenFrom(trx, sources))
  const returns = await contributedOf(db, trx, roundId)
  const counted = new Set(returns.map(({ code }) => code))
  const versions = new Set([codeVersion, ...returns.map((one) => one.codeVersion)])
  const national = await nationalFigures(
    compiled,
    returns.map(({ contribution, sha256, lastSha256, relaxed }) => ({
      contribution,
      sha256,
      lastSha256: lastSha256 ?? undefined,
      // What changed nothing about a return is no part of what its figures are made from.
      relaxed: relaxed?.filter(({ findings }) => findings > 0),
    })),
    { collectionHash, authoritiesHash, code: [...versions].sort().join(', ') },
    (text) => hash('sha256', text),
  )
  return {
    ...national,
    // Of the very returns that are in the figures, though one more be accepted at this moment.
    coverage: roundCoverageOf(
      (await listRequestStandings(trx, roundId)).map((one) => ({ ...one, counted: counted.has(one.code) })),
    ),
    clashes: await listClashes(trx, roundId),
    submissionIds: returns.map(({ submissionId }) => submissionId),
  }
}

type Known = ReadonlyMap<SubmissionId, Contribution>

// What was read before, by database and round: of a round of 153 returns one new one is read, and not all of them.
const mostRounds = 4
const knownIn = new WeakMap<Db, Map<RoundId, Known>>()

/** For the office alone: the returns in a round's figures with what each contributes, in the order of their authorities' codes. */
export async function contributedOf(db: Db, trx: Trx, roundId: RoundId): Promise<Contributed[]> {
  const rounds = knownIn.get(db) ?? new Map<RoundId, Known>()
  knownIn.set(db, rounds)
  const known: Known = rounds.get(roundId) ?? new Map()
  const listed = await listContributed(trx, roundId, [...known.keys()])
  const contributed = listed.map((one): Contributed => {
    const contribution = one.contribution ?? known.get(one.submissionId)
    if (contribution === undefined) throw new Error('a contribution was neither read nor known')
    return { ...one, contribution }
  })
  // What is no longer in the figures is forgotten with this.
  rounds.delete(roundId)
  rounds.set(roundId, new Map(contributed.map((one) => [one.submissionId, one.contribution])))
  for (const [oldest] of rounds) if (rounds.size > mostRounds) rounds.delete(oldest)
  return contributed
}
