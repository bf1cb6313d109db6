import type { Trx } from '@rollcall/database/connect'
import type { FigureFilter } from '@rollcall/database/figure-breakdowns'
import {
  findLiveFigures,
  findShownFigures,
  getSnapshot,
  listRequestStandings,
  listSnapshots,
} from '@rollcall/database/figures'
import { getRoundSources } from '@rollcall/database/round-sources'
import type { RoundId, SnapshotId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { roundCoverageOf } from '@rollcall/domain/round-coverage'
import { type Context, transact } from './context.ts'

/**
 * The figures of a round as they stand, with what became of every authority by now; `undefined` before the first return is counted.
 * A return accepted or taken out in the last second or two may not be in the figures yet; their provenance says which are.
 */
export const readFigures = (context: Context, roundId: RoundId, filter: FigureFilter = {}) =>
  readLive(context, roundId, (trx) => findLiveFigures(trx, roundId, filter))

/** The same for a page, which does not say which returns they are made from. */
export const readShownFigures = (context: Context, roundId: RoundId, filter: FigureFilter) =>
  readLive(context, roundId, (trx) => findShownFigures(trx, roundId, filter))

async function readLive<Figures extends object>(
  context: Context,
  roundId: RoundId,
  find: (trx: Trx) => Promise<Figures | undefined>,
) {
  mustBeAllowed(context.viewer, 'read figures')
  return await transact(context, async (trx) => {
    await getRoundSources(trx, roundId)
    const live = await find(trx)
    return live && { ...live, coverage: roundCoverageOf(await listRequestStandings(trx, roundId)) }
  })
}

/** The snapshots that were kept of a round, oldest first, without their figures. */
export async function readSnapshots(context: Context, roundId: RoundId) {
  mustBeAllowed(context.viewer, 'read figures')
  return await transact(context, async (trx) => {
    await getRoundSources(trx, roundId)
    return await listSnapshots(trx, roundId)
  })
}

/** The figures of a round as they were kept in one snapshot. */
export async function readSnapshot(
  context: Context,
  roundId: RoundId,
  snapshotId: SnapshotId,
  filter: FigureFilter = {},
) {
  mustBeAllowed(context.viewer, 'read figures')
  return await transact(context, (trx) => getSnapshot(trx, roundId, snapshotId, filter))
}
