import { listAskedCodes, listRequestsOf } from '@rollcall/database/asked-authorities'
import { countIncluded } from '@rollcall/database/figures'
import { getRound } from '@rollcall/database/rounds'
import { breakdownsOf } from '@rollcall/domain/breakdown'
import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import type { FigureValue } from '@rollcall/domain/figure-value'
import type { DataRequestId, RoundId } from '@rollcall/domain/ids'
import { type FigureChange, nameOfFigure } from '@rollcall/domain/like-for-like'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { problems } from '@rollcall/domain/problems'
import { type ChangeSinceLastRound, changeSinceLastRound } from './change-since-last-round.ts'
import { type Context, transact } from './context.ts'
import { compiledOf, frozenCollectionOf } from './frozen-collection.ts'
import { shownBreakdown } from './read-figures.ts'

interface BreakdownAsked {
  readonly roundId: RoundId
  /** The figure's id. */
  readonly figure: string
  /** 'region', or 'region,age_band'. */
  readonly breakdown: string
}

/** One figure by one of its breakdowns as it stands, each group with how much it is made from and how it moved since the last round. */
export async function readBreakdown(
  context: Context,
  { roundId, figure: id, breakdown: name }: BreakdownAsked,
) {
  mustBeAllowed(context.viewer, 'read figures')
  const { round, compiled, askedCodes } = await transact(context, async (trx) => ({
    round: await getRound(trx, roundId),
    compiled: compiledOf(await frozenCollectionOf(trx, roundId)),
    askedCodes: name.split(',').includes('region') ? await listAskedCodes(trx, roundId) : [],
  }))
  const figure = compiled.collection.figures.find((one) => one.id === id)
  const breakdowns = figure ? breakdownsOf(compiled, figure) : []
  const breakdown = breakdowns.find((one) => one.name === name)
  if (figure === undefined || breakdown === undefined) throw problems.notFound({ what: 'figure' })
  const { by } = breakdown
  const { live, coverage } = await transact(context, async (trx) => ({
    live: await shownBreakdown(context, trx, roundId, { figure: id, by }),
    coverage: await countIncluded(trx, roundId),
  }))
  const change = await changeSinceLastRound(context, roundId, { figure: id, by })
  const changes = change && changesByName(change)
  const askedIn = askedByRegion(askedCodes, compiled)
  return {
    ...{ round, figure, breakdown, breakdowns, coverage },
    groups: (live?.figures ?? []).map((value) => ({
      ...value,
      change: changes?.get(nameOfFigure(value)),
      /** How many of the authorities that were asked could be in it; undefined where that is one, or all. */
      asked: askedIn.get(String(value.breakdown.region ?? '')),
    })),
    computed: live && { takenAt: live.takenAt, hash: live.hash },
    /** How many authorities the change since the round before is of; undefined where there was none. */
    inBoth: change?.authorities.length,
  }
}

const named = new WeakMap<ChangeSinceLastRound, ReadonlyMap<string, FigureChange>>()

/** Of many authorities naming them takes long, and the same answer is remembered for everybody. */
function changesByName(change: ChangeSinceLastRound): ReadonlyMap<string, FigureChange> {
  const found = named.get(change) ?? new Map(change.changes.map((one) => [nameOfFigure(one), one]))
  named.set(change, found)
  return found
}

/** The data requests of the authorities that some groups are of, by their codes. */
export async function readRequestsOfGroups(
  context: Context,
  roundId: RoundId,
  groups: readonly Pick<FigureValue, 'breakdown'>[],
): Promise<ReadonlyMap<string, DataRequestId>> {
  mustBeAllowed(context.viewer, 'read figures')
  const codes = groups.flatMap(({ breakdown: { authority } }) => (authority ? [String(authority)] : []))
  if (codes.length === 0) return new Map()
  const found = await transact(context, (trx) => listRequestsOf(trx, roundId, codes))
  return new Map(found.map(({ code, dataRequestId }) => [code, dataRequestId]))
}

function askedByRegion(
  codes: readonly string[],
  { authorities }: CompiledCollection,
): ReadonlyMap<string, number> {
  const byRegion = Map.groupBy(codes, (code) => authorities.get(code)?.region ?? 'Not known')
  return new Map([...byRegion].map(([region, those]) => [region, those.length]))
}
