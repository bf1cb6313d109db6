import { listRequestStandings } from '@rollcall/database/figures'
import { getRound } from '@rollcall/database/rounds'
import type { RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { roundCoverageOf } from '@rollcall/domain/round-coverage'
import { type Context, transact } from './context.ts'

/** What became of every authority that was asked, by now. */
export async function readCoverage(context: Context, roundId: RoundId) {
  mustBeAllowed(context.viewer, 'read figures')
  return await transact(context, async (trx) => {
    await getRound(trx, roundId)
    return roundCoverageOf(await listRequestStandings(trx, roundId))
  })
}
