import { listNames } from '@rollcall/database/asked-authorities'
import { listThoseContributed } from '@rollcall/database/contributions'
import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import type { RoundId, SubmissionId } from '@rollcall/domain/ids'
import { onlyFigure } from '@rollcall/domain/only-figure'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Context, transact } from './context.ts'
import { contributedOf } from './figures-of-round.ts'
import { compiledOf, frozenCollectionOf } from './frozen-collection.ts'
import { ofSameReturns } from './same-returns.ts'
import { aloneIn } from './trace-figure.ts'

interface TraceAsked {
  readonly roundId: RoundId
  /** The figure's id. */
  readonly figure: string
  /** Of the returns, counted from 1. */
  readonly page: number
}

export const returnsOnAPage = 50
/** More names than this nobody reads in a line. */
export const mostNames = 200

/** A page of the returns that a figure for England is made from as it stands, and those in the figures that say nothing about it. */
export async function readTrace(context: Context, { roundId, figure, page }: TraceAsked) {
  mustBeAllowed(context.viewer, 'read figures')
  return await transact(context, async (trx) => {
    const compiled = compiledOf(await frozenCollectionOf(trx, roundId))
    const { made, silent } = await remembered(
      context.db,
      trx,
      { roundIds: [roundId], name: figure },
      async () => madeFrom(compiled, figure, await contributedOf(context.db, trx, roundId)),
    )
    const last = Math.max(1, Math.ceil(made.length / returnsOnAPage))
    const from = (Math.min(page, last) - 1) * returnsOnAPage
    const shown = made.slice(from, from + returnsOnAPage)
    const returns = await listThoseContributed(
      trx,
      shown.map(({ submissionId }) => submissionId),
    )
    const byId = new Map(returns.map((one) => [one.submissionId, one]))
    return {
      total: made.length,
      shown: shown.flatMap((one) => {
        const found = byId.get(one.submissionId)
        return found ? [{ ...found, ...one }] : []
      }),
      silent: { count: silent.length, names: await listNames(trx, silent, mostNames) },
    }
  })
}

const remembered = ofSameReturns<ReturnType<typeof madeFrom>>(40)

type Contributed = Awaited<ReturnType<typeof contributedOf>>

interface Alone {
  readonly submissionId: SubmissionId
  readonly value: number | null
  readonly notHeld: number
}

/** A spread is made from what another figure is in each return that has one. */
function madeFrom(compiled: CompiledCollection, id: string, returns: Contributed) {
  const figure = compiled.collection.figures.find((one) => one.id === id)
  const isSpread = figure?.kind === 'spread'
  const of = isSpread ? figure.of : id
  const only = onlyFigure(compiled, of, [])
  const [made, silent]: [Alone[], string[]] = [[], []]
  for (const { code, submissionId, contribution } of returns) {
    const alone = aloneIn(only, { figure: of, breakdown: {} }, contribution)
    if (alone === undefined || (isSpread && alone.value === null)) silent.push(code)
    else made.push({ submissionId, value: alone.value, notHeld: alone.notHeld })
  }
  return { made, silent }
}
