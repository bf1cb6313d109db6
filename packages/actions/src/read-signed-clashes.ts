import { countSignedClashes, listSignedClashes } from '@rollcall/database/clashes'
import { getRound } from '@rollcall/database/rounds'
import type { RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Context, transact } from './context.ts'

export const clashesOnAPage = 50

/** Pairs of signed returns that each claim what looks like the same child, a page of them; never which child. */
export async function readSignedClashes(
  context: Context,
  { roundId, page }: { readonly roundId: RoundId; readonly page: number },
) {
  mustBeAllowed(context.viewer, 'review a return')
  return await transact(context, async (trx) => {
    const round = await getRound(trx, roundId)
    const total = await countSignedClashes(trx, roundId)
    const last = Math.max(1, Math.ceil(total / clashesOnAPage))
    const offset = (Math.min(page, last) - 1) * clashesOnAPage
    return { round, total, clashes: await listSignedClashes(trx, roundId, { limit: clashesOnAPage, offset }) }
  })
}
