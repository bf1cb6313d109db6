import type { CompiledCollection } from '@rollcall/domain/compiled-collection'
import type { Contribution } from '@rollcall/domain/contribution'
import type { FigureValue } from '@rollcall/domain/figure-value'
import { figuresFrom } from '@rollcall/domain/figures'
import type { RoundId } from '@rollcall/domain/ids'
import { onlyFigure } from '@rollcall/domain/only-figure'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Context, transact } from './context.ts'
import { contributedOf } from './figures-of-round.ts'
import { compiledOf, frozenCollectionOf } from './frozen-collection.ts'

export interface FigureAsked {
  readonly roundId: RoundId
  /** The figure's id. */
  readonly figure: string
  /** One group of one of its breakdowns; empty for England. */
  readonly breakdown: FigureValue['breakdown']
}

/** Which returns a figure as it stands is made from, and what the figure is in each alone. */
export async function traceFigure(context: Context, { roundId, figure, breakdown }: FigureAsked) {
  mustBeAllowed(context.viewer, 'read figures')
  return await transact(context, async (trx) => {
    const all = compiledOf(await frozenCollectionOf(trx, roundId))
    const compiled = onlyFigure(all, figure, Object.keys(breakdown))
    const returns = await contributedOf(context.db, trx, roundId)
    return returns.flatMap(({ contribution, codeVersion: _, ...source }) => {
      const alone = aloneIn(compiled, { figure, breakdown }, contribution)
      if (alone === undefined) return []
      const { value, numerator, denominator, notHeld } = alone
      return { ...source, value, numerator, denominator, notHeld }
    })
  })
}

/** What a figure is in one return alone; `undefined` where the return says nothing about it. */
export const aloneIn = (
  compiled: CompiledCollection,
  { figure, breakdown }: Pick<FigureAsked, 'figure' | 'breakdown'>,
  contribution: Contribution,
) =>
  figuresFrom(compiled, [contribution]).find(
    (one) => one.id === figure && one.authorities > 0 && isSame(one.breakdown, breakdown),
  )

const isSame = (one: FigureValue['breakdown'], other: FigureValue['breakdown']): boolean =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([name, value]) => String(other[name]) === String(value))
