import { messagesMark, roundMark } from '@rollcall/database/round-marks'
import { getRound } from '@rollcall/database/rounds'
import type { RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Context, transact } from './context.ts'

/** A mark of how a round stands: whoever finds another one later reads its pages anew. */
export async function readRoundMark(context: Context, roundId: RoundId): Promise<string> {
  mustBeAllowed(context.viewer, 'read figures')
  return await transact(context, async (trx) => {
    await getRound(trx, roundId)
    return await roundMark(trx, roundId)
  })
}

/** A mark of how all messages stand. */
export async function readMessagesMark(context: Context): Promise<string> {
  mustBeAllowed(context.viewer, 'review a return')
  return await transact(context, messagesMark)
}
