import type { Db, Trx } from '@rollcall/database/connect'
import type { FigureFilter } from '@rollcall/database/figure-breakdowns'
import {
  findLiveFigures,
  findLiveHash,
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

type Shown = Awaited<ReturnType<typeof findShownFigures>>

// One breakdown of a round of many thousands is long. By what they hash to, so they are never others than those that stand.
const mostHeld = 8
const held = new WeakMap<Db, Map<string, Shown>>()

/** One figure by one breakdown as it stands, for a page: what was read before is not read again while it stands. */
export async function shownBreakdown(
  { db }: Pick<Context, 'db'>,
  trx: Trx,
  roundId: RoundId,
  { figure, by }: { readonly figure: string; readonly by: readonly string[] },
): Promise<Shown> {
  const live = await findLiveHash(trx, roundId)
  if (live === undefined) return undefined
  const heldHere = held.get(db) ?? new Map<string, Shown>()
  held.set(db, heldHere)
  const keyOf = (hash: string) => [hash, figure, ...by].join(' ')
  const before = heldHere.get(keyOf(live.hash))
  const found = before
    ? { ...before, takenAt: live.takenAt }
    : await findShownFigures(trx, roundId, { figure, breakdowns: [by] })
  if (found === undefined) return undefined
  heldHere.delete(keyOf(found.hash))
  heldHere.set(keyOf(found.hash), found)
  for (const [oldest] of heldHere) if (heldHere.size > mostHeld) heldHere.delete(oldest)
  return found
}

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
