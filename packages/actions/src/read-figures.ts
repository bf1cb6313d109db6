import type { FigureFilter } from '@rollcall/database/figure-breakdowns'
import { findLiveFigures, getSnapshot, listRequestStandings, listSnapshots } from '@rollcall/database/figures'
import { getRoundSources } from '@rollcall/database/round-sources'
import type { RoundId, SnapshotId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { roundCoverageOf } from '@rollcall/domain/round-coverage'
import { type Context, transact } from './context.ts'

/**
 * The figures of a round as they stand, with what became of every authority by now; `undefined` before the first return is counted.
 * A return accepted or taken out in the last second or two may not be in the figures yet; their provenance says which are.
 */
export async function readFigures(context: Context, roundId: RoundId, filter: FigureFilter = {}) {
  mustBeAllowed(context.viewer, 'read figures')
  return await transact(context, async (trx) => {
    await getRoundSources(trx, roundId)
    const live = await findLiveFigures(trx, roundId, filter)
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
