import { countToAccept, listToAccept } from '@rollcall/database/returns-to-accept'
import { getRound } from '@rollcall/database/rounds'
import { openMatters } from '@rollcall/domain/acceptance'
import type { RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Context, transact } from './context.ts'

export const toAcceptOnAPage = 50

/**
 * The signed returns of a round that wait to be accepted: the first of those about which nothing is open, and a page of the others, each
 * with what is.
 */
export async function readToAccept(
  context: Context,
  { roundId, page }: { readonly roundId: RoundId; readonly page: number },
) {
  mustBeAllowed(context.viewer, 'review a return')
  return await transact(context, async (trx) => {
    const round = await getRound(trx, roundId)
    const counts = await countToAccept(trx, roundId)
    const last = Math.max(1, Math.ceil(counts.open / toAcceptOnAPage))
    const offset = (Math.min(page, last) - 1) * toAcceptOnAPage
    const limit = toAcceptOnAPage
    const ready = await listToAccept(trx, roundId, { isOpen: false, limit, offset: 0 })
    const open = await listToAccept(trx, roundId, { isOpen: true, limit, offset })
    return { round, counts, ready, open: open.map((one) => ({ ...one, why: openMatters(one) })) }
  })
}
