import type { Trx } from '@rollcall/database/connect'
import { listContributions } from '@rollcall/database/contributions'
import { listReturnsOfSnapshot } from '@rollcall/database/figures'
import { getRound } from '@rollcall/database/rounds'
import type { Contribution } from '@rollcall/domain/contribution'
import type { FigureValue } from '@rollcall/domain/figure-value'
import type { RoundId, SubmissionId } from '@rollcall/domain/ids'
import { changeOf, nameOfFigure } from '@rollcall/domain/like-for-like'
import { movedFigure } from '@rollcall/domain/moved-figure'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { problems } from '@rollcall/domain/problems'
import { snapshotProblems } from '@rollcall/domain/snapshot'
import { type Context, transact } from './context.ts'
import { type FiguresAt, figuresAt } from './figures-at.ts'
import { contributedOf } from './figures-of-round.ts'
import { compiledOf, frozenCollectionOf } from './frozen-collection.ts'

export interface Compared {
  readonly roundId: RoundId
  readonly from: FiguresAt
  readonly to: FiguresAt
}

/** Every figure for England in two sets of figures of one round, and whose returns are others in them. */
export async function readComparison(context: Context, { roundId, from, to }: Compared) {
  mustBeAllowed(context.viewer, 'read figures')
  return await transact(context, async (trx) => {
    const round = await getRound(trx, roundId)
    const { collection } = compiledOf(await frozenCollectionOf(trx, roundId))
    const [first, last] = [await figuresAt(trx, roundId, from), await figuresAt(trx, roundId, to)]
    const [before, after] = [byName(first.figures), byName(last.figures)]
    const changes = collection.figures.flatMap((figure) =>
      [...new Map([...before, ...after]).values()]
        .filter(({ id }) => id === figure.id)
        .map(({ breakdown, label }) => {
          const valueIn = (figures: typeof before) =>
            figures.get(nameOfFigure({ id: figure.id, breakdown }))?.value ?? null
          const [was, is] = [valueIn(before), valueIn(after)]
          return { figure, breakdown, label, before: was, after: is, ...changeOf(was, is, figure.decimals) }
        }),
    )
    const returns = returnsBeside(
      await returnsIn(context, trx, roundId, first),
      await returnsIn(context, trx, roundId, last),
    )
    /** Null where it is not known any more which returns figures that were kept long ago are made from. */
    const others = returns?.filter(isAnother) ?? null
    return { round, from: aboutSet(first), to: aboutSet(last), changes, returns: others }
  })
}

interface Asked extends Compared {
  /** The figure's id. */
  readonly figure: string
  /** One group of one of its breakdowns; empty for England. */
  readonly breakdown: FigureValue['breakdown']
}

/** Which returns moved one figure between two sets of figures, each with its part of the move. */
export async function readMovedReturns(
  context: Context,
  { roundId, from, to, figure: id, breakdown }: Asked,
) {
  mustBeAllowed(context.viewer, 'read figures')
  return await transact(context, async (trx) => {
    const round = await getRound(trx, roundId)
    const compiled = compiledOf(await frozenCollectionOf(trx, roundId))
    const figure = compiled.collection.figures.find((one) => one.id === id)
    if (figure === undefined) throw problems.notFound({ what: 'figure' })
    const filter = { figure: id, breakdowns: [Object.keys(breakdown)] }
    const [first, last] = [
      await figuresAt(trx, roundId, from, filter),
      await figuresAt(trx, roundId, to, filter),
    ]
    const returns = returnsBeside(
      await returnsIn(context, trx, roundId, first),
      await returnsIn(context, trx, roundId, last),
    )
    if (returns === undefined) throw snapshotProblems.returnsNotKept()
    const known = await contributionsOf(context, trx, roundId, returns)
    const moved = movedFigure(
      compiled,
      { id, breakdown },
      returns.map(({ code, before, after }) => ({
        authority: code,
        ...{ before: before && known(before.submissionId), after: after && known(after.submissionId) },
      })),
    )
    const byCode = new Map(returns.map((one) => [one.code, one]))
    const keptIn = ({ figures }: FigureSet) =>
      figures.find((one) => nameOfFigure(one) === nameOfFigure({ id, breakdown }))
    return {
      ...{ round, figure, from: aboutSet(first), to: aboutSet(last) },
      ...{ before: moved.before, after: moved.after, move: moved.move, decimals: moved.decimals },
      /** Whether the figures that were kept are what the same returns come to today. */
      isAsKept:
        (from === 'now' || (keptIn(first)?.value ?? moved.before) === moved.before) &&
        (to === 'now' || (keptIn(last)?.value ?? moved.after) === moved.after),
      returns: moved.returns.map(({ authority, ...part }) => {
        const {
          code = authority,
          name = authority,
          dataRequestId,
          before,
          after,
        } = byCode.get(authority) ?? {}
        return {
          ...{ code, name, dataRequestId, ...part },
          ...{ versionBefore: before?.version ?? null, versionAfter: after?.version ?? null },
        }
      }),
    }
  })
}

type FigureSet = Awaited<ReturnType<typeof figuresAt>>

const aboutSet = ({ at, label, takenAt, coverage: { included, asked } }: FigureSet) => ({
  ...{ at, label, takenAt },
  ...{ included, asked },
})

const byName = (figures: readonly FigureValue[]) => new Map(figures.map((one) => [nameOfFigure(one), one]))

type Return = Awaited<ReturnType<typeof listReturnsOfSnapshot>>[number]

async function returnsIn(
  { db }: Context,
  trx: Trx,
  roundId: RoundId,
  { at, provenance }: FigureSet,
): Promise<readonly Return[] | undefined> {
  if (at === 'now') return await contributedOf(db, trx, roundId)
  const found = await listReturnsOfSnapshot(trx, at)
  return found.length === provenance?.submissions.length ? found : undefined
}

/** The returns in either set, by the code of their authority. */
function returnsBeside(first: readonly Return[] | undefined, last: readonly Return[] | undefined) {
  if (first === undefined || last === undefined) return undefined
  const [before, after] = [first, last].map((returns) => new Map(returns.map((one) => [one.code, one])))
  return [...new Map([...first, ...last].map((one) => [one.code, one])).values()]
    .map(({ code, name, dataRequestId }) => ({
      ...{ code, name, dataRequestId },
      ...{ before: before?.get(code), after: after?.get(code) },
    }))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
}

type Beside = NonNullable<ReturnType<typeof returnsBeside>>[number]

const isAnother = ({ before, after }: Beside): boolean => before?.submissionId !== after?.submissionId

/** What each of these versions contributes. A Problem where that of one was not kept. */
async function contributionsOf(
  { db }: Context,
  trx: Trx,
  roundId: RoundId,
  returns: readonly Beside[],
): Promise<(id: SubmissionId) => Contribution> {
  const current = new Map(
    (await contributedOf(db, trx, roundId)).map(({ submissionId, contribution }) => [
      submissionId,
      contribution,
    ]),
  )
  const ids = returns.flatMap(({ before, after }) =>
    [before, after].flatMap((one) => one?.submissionId ?? []),
  )
  const past = await listContributions(
    trx,
    ids.filter((id) => !current.has(id)),
  )
  return (id) => {
    const found = current.get(id) ?? past.get(id)
    if (found === undefined) throw snapshotProblems.returnsNotKept()
    return found
  }
}
