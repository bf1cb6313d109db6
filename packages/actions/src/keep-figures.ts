import { randomUUID } from 'node:crypto'
import { recordEvent } from '@rollcall/database/audit-events'
import { holdFigures, insertSnapshot } from '@rollcall/database/figures'
import { RoundId, SnapshotId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { mustBeFreeToUse, snapshotProblems } from '@rollcall/domain/snapshot'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { figuresOfRound } from './figures-of-round.ts'

export const KeepFigures = z.object({
  roundId: RoundId,
  label: z.string().trim().min(1, 'Give the snapshot a label.').max(200),
  /** What a reader has to know about these figures. */
  note: z.string().trim().min(1).max(4000).nullable().default(null),
})
export type KeepFigures = z.input<typeof KeepFigures>

/** Keeps the figures of a round for ever as they are now, with a label, and what they are made from. */
export async function keepFigures(
  context: Context,
  asked: KeepFigures,
): Promise<{ readonly snapshotId: SnapshotId }> {
  const { viewer, now } = context
  mustBeAllowed(viewer, 'keep figures')
  const { roundId, label, note } = KeepFigures.parse(asked)
  if (viewer.role !== 'system') mustBeFreeToUse(label)
  return await transact(context, async (trx) => {
    await holdFigures(trx, roundId)
    const figures = await figuresOfRound(context, trx, roundId)
    const snapshotId = SnapshotId.parse(randomUUID())
    const takenBy = viewer.role === 'system' ? null : viewer.personId
    const isNew = await insertSnapshot(
      trx,
      snapshotId,
      { roundId, label, note, takenBy, takenAt: now },
      figures,
      figures.submissionIds,
    )
    if (!isNew) throw snapshotProblems.labelTaken({ label })
    await recordEvent(trx, context, {
      type: 'figures kept',
      ...{ roundId, snapshotId },
      hash: figures.hash,
      included: figures.coverage.included,
      asked: figures.coverage.asked,
    })
    return { snapshotId }
  })
}
