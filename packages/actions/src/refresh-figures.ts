import { findLiveSeal, holdFigures, replaceLiveFigures } from '@rollcall/database/figures'
import { canonical } from '@rollcall/domain/canonical'
import type { RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Context, transact } from './context.ts'
import { figuresOfRound } from './figures-of-round.ts'

/** Makes the figures of a round again from the returns that are accepted. Where nothing has changed, what is there stays. */
export async function refreshFigures(
  context: Context,
  { roundId }: { readonly roundId: RoundId },
): Promise<void> {
  mustBeAllowed(context.viewer, 'refresh figures')
  await transact(context, async (trx) => {
    await holdFigures(trx, roundId)
    const figures = await figuresOfRound(context, trx, roundId)
    const { hash, coverage, clashes } = figures
    const before = await findLiveSeal(trx, roundId)
    if (before && canonical(before) === canonical({ hash, coverage, clashes })) return

    await replaceLiveFigures(trx, roundId, context.now, figures)
  })
}
