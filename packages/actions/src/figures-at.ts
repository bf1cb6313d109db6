import type { Trx } from '@rollcall/database/connect'
import type { FigureFilter } from '@rollcall/database/figure-breakdowns'
import { findLiveFigures, getSnapshot, listRequestStandings } from '@rollcall/database/figures'
import { type RoundId, SnapshotId } from '@rollcall/domain/ids'
import { roundCoverageOf } from '@rollcall/domain/round-coverage'
import { z } from 'zod'

/** Figures that were kept, or those as they stand now. */
export const FiguresAt = z.union([z.literal('now'), SnapshotId])
export type FiguresAt = z.infer<typeof FiguresAt>

/** A set of figures of a round with what it is called: as it was kept, or as it stands now. Before any return was counted it is empty. */
export async function figuresAt(trx: Trx, roundId: RoundId, at: FiguresAt, filter: FigureFilter = {}) {
  if (at !== 'now') {
    const { label, ...kept } = await getSnapshot(trx, roundId, at, filter)
    return { at, ...kept, label: label ?? '' }
  }
  const live = await findLiveFigures(trx, roundId, filter)
  const coverage = roundCoverageOf(await listRequestStandings(trx, roundId))
  const none = { figures: [], takenAt: null, hash: null, provenance: null }
  return { at, ...(live ?? none), coverage, label: 'As they stand now', note: null }
}
