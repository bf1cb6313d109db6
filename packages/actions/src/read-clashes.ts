import { listClashes } from '@rollcall/database/clashes'
import { getRound } from '@rollcall/database/rounds'
import type { RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Context, transact } from './context.ts'

/** Pairs of authorities that each claim what looks like the same child, and how many such children; never which. */
export async function readClashes(context: Context, roundId: RoundId) {
  mustBeAllowed(context.viewer, 'read figures')
  return await transact(context, async (trx) => {
    await getRound(trx, roundId)
    return await listClashes(trx, roundId)
  })
}
