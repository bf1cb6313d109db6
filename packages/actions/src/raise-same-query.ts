import { listRequestsByCode } from '@rollcall/database/data-requests-of-round'
import { getRound } from '@rollcall/database/rounds'
import { answerDayMustBeAhead } from '@rollcall/domain/data-query'
import { type DataRequestId, RoundId } from '@rollcall/domain/ids'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { Problem } from '@rollcall/domain/problem'
import { requestAfter } from '@rollcall/domain/request-life'
import { roundMust } from '@rollcall/domain/round-life'
import { z } from 'zod'
import { type Context, transact } from './context.ts'
import { eachByItself } from './each-by-itself.ts'
import { RaiseDataQuery, raiseDataQuery } from './raise-data-query.ts'

export const RaiseSameQuery = RaiseDataQuery.omit({ dataRequestId: true }).extend({
  roundId: RoundId,
  /** The codes of the authorities that are asked. */
  to: z.array(z.string().min(1).max(40)).min(1, 'Enter at least one authority.').max(500),
})
export type RaiseSameQuery = z.infer<typeof RaiseSameQuery>

interface Asked {
  readonly dataRequestId: DataRequestId
  readonly code: string
  readonly authority: string
}

/** Which of some authorities can be asked about their returns now, and which cannot and why; nothing is changed. */
export async function readWhoCanBeAsked(
  context: Context,
  { roundId, to }: Pick<RaiseSameQuery, 'roundId' | 'to'>,
) {
  mustBeAllowed(context.viewer, 'raise a data query')
  return await transact(context, async (trx) => {
    const { state: roundState } = await getRound(trx, roundId)
    roundMust(roundState, 'work on returns')
    const requests = await listRequestsByCode(trx, roundId, to)
    const notAsked = to.filter((code) => !requests.some((request) => request.code === code))
    const found = requests.map(({ state, ...request }) => ({ ...request, whyNot: refusalIn(state) }))
    return { requests: found, notAsked }
  })
}

/** Asks several authorities the same about their returns, each in a data query of its own. Says who could not be asked, and why. */
export async function raiseSameQuery(
  context: Context,
  { roundId, to, ...query }: RaiseSameQuery,
): Promise<{
  readonly asked: Asked[]
  readonly notAsked: (Pick<Asked, 'code' | 'authority'> & { readonly why: string })[]
}> {
  mustBeAllowed(context.viewer, 'raise a data query')
  answerDayMustBeAhead(query.dueOn, context.today)
  const { requests, notAsked } = await readWhoCanBeAsked(context, { roundId, to: [...new Set(to)] })
  const { done, notDone } = await eachByItself(context, requests, (acting, { dataRequestId }) =>
    raiseDataQuery(acting, { dataRequestId, ...query }),
  )
  return {
    asked: done.map(({ whyNot: _, ...request }) => request),
    notAsked: [
      ...notDone.map(({ item: { code, authority }, why }) => ({ code, authority, why: why.message })),
      ...notAsked.map((code) => ({
        code,
        authority: code,
        why: 'This authority was not asked in this round.',
      })),
    ],
  }
}

function refusalIn(state: Parameters<typeof requestAfter>[0]): string | null {
  try {
    requestAfter(state, 'raise a query')
    return null
  } catch (error) {
    if (error instanceof Problem) return error.message
    throw error
  }
}
