import { listRoundsPastDue } from '@rollcall/database/figures'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { Problem } from '@rollcall/domain/problem'
import { snapshotLabels } from '@rollcall/domain/snapshot'
import { type Context, transact } from './context.ts'
import { type KeepFigures, keepFigures } from './keep-figures.ts'
import { oneByOne } from './one-by-one.ts'

/** Keeps the figures of every round whose due date, or closing date, is over and was not kept yet. Says how many it kept. */
export async function keepDueFigures(context: Context): Promise<{ readonly kept: number }> {
  mustBeAllowed(context.viewer, 'keep figures')
  return { kept: await oneByOne(await wantedToday(context), (wanted) => keepOnce(context, wanted)) }
}

async function wantedToday(context: Context): Promise<KeepFigures[]> {
  const { today } = context
  const rounds = await transact(context, (trx) => listRoundsPastDue(trx, today))
  return rounds.flatMap(({ roundId, dueOn, closesOn, labels }) => {
    const wanted = [
      snapshotLabels.due(dueOn),
      ...(closesOn < today ? [snapshotLabels.closing(closesOn)] : []),
    ]
    return wanted.filter((label) => !labels.includes(label)).map((label) => ({ roundId, label, note }))
  })
}

const note = 'Kept by the portal on the day after.'

/** Another worker may have kept it a moment ago, which is as good. */
async function keepOnce(context: Context, wanted: KeepFigures): Promise<boolean> {
  try {
    await keepFigures(context, wanted)
    return true
  } catch (error) {
    if (error instanceof Problem && error.code === 'LABEL_TAKEN') return false
    throw error
  }
}
