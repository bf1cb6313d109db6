import { findToAccept } from '@rollcall/database/returns-to-accept'
import { getRound } from '@rollcall/database/rounds'
import { openMatters } from '@rollcall/domain/acceptance'
import { DataRequestId, RoundId, SubmissionId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { z } from 'zod'
import { acceptReturn } from './accept-return.ts'
import { type Context, transact } from './context.ts'
import { eachByItself } from './each-by-itself.ts'

export const AcceptReturns = z.object({
  roundId: RoundId,
  /** Each with the version that was looked at. */
  returns: z
    .array(z.object({ dataRequestId: DataRequestId, submissionId: SubmissionId }))
    .min(1, 'Choose at least one return.')
    .max(500),
})
export type AcceptReturns = z.infer<typeof AcceptReturns>

type Wanted = AcceptReturns['returns'][number]

/**
 * Takes several signed returns of a round into the figures, each by itself: those about which nothing is open. The others stay as they
 * are, and are told with why.
 */
export async function acceptReturns(
  context: Context,
  { roundId, returns }: AcceptReturns,
): Promise<{
  readonly accepted: DataRequestId[]
  readonly notAccepted: { dataRequestId: DataRequestId; authority: string | null; why: string }[]
}> {
  mustBeAllowed(context.viewer, 'accept a return')
  const wanted = [...new Map(returns.map((one) => [one.dataRequestId, one])).values()]
  const waiting = await transact(context, async (trx) => {
    await getRound(trx, roundId)
    const ids = wanted.map(({ dataRequestId }) => dataRequestId)
    const found = await findToAccept(trx, roundId, ids)
    return new Map(found.map((one) => [one.dataRequestId, one]))
  })
  const authorityOf = ({ dataRequestId }: Wanted) => waiting.get(dataRequestId)?.authority ?? null
  const whyNot = ({ dataRequestId }: Wanted): string | undefined => {
    const found = waiting.get(dataRequestId)
    return found ? openMatters(found).join(' ') || undefined : 'It does not wait to be accepted any more.'
  }
  const open = wanted.flatMap((one) => {
    const why = whyNot(one)
    return why === undefined ? [] : [{ ...one, why }]
  })
  const { done, notDone } = await eachByItself(
    context,
    wanted.filter((one) => whyNot(one) === undefined),
    acceptReturn,
  )
  return {
    accepted: done.map(({ dataRequestId }) => dataRequestId),
    notAccepted: [...open, ...notDone.map(({ item, why }) => ({ ...item, why: why.message }))].map((one) => ({
      ...{ dataRequestId: one.dataRequestId, authority: authorityOf(one), why: one.why },
    })),
  }
}
