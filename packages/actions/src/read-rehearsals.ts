import { samples } from '@rollcall/collections/samples'
import { getOfficeRound } from '@rollcall/database/office-rounds'
import { listRehearsals } from '@rollcall/database/rehearsals'
import type { RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Context, transact } from './context.ts'

/** What came of trying a round before it was issued, the newest first; what was tried before the draft last changed is out of date. */
export async function readRehearsals(context: Context, roundId: RoundId) {
  mustBeAllowed(context.viewer, 'read what a round will ask')
  return await transact(context, async (trx) => {
    const round = await getOfficeRound(trx, roundId)
    const rehearsals = await listRehearsals(trx, roundId)
    return {
      round,
      hasSamples: samples[round.collectionId] !== undefined,
      rehearsals: rehearsals.map((one) => ({ ...one, isOutOfDate: one.askedAt < round.changedAt })),
    }
  })
}

export type ReadRehearsal = Awaited<ReturnType<typeof readRehearsals>>['rehearsals'][number]
