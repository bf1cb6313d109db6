import { countOutliers, listOutliers, type OutlierFilter } from '@rollcall/database/compared-returns'
import { getRound } from '@rollcall/database/rounds'
import { mustBeAllowed } from '@rollcall/domain/permissions'
import { type Context, transact } from './context.ts'
import { frozenCollectionOf } from './frozen-collection.ts'

export const outliersOnAPage = 50

/** What stands out among the signed returns of a round, a page of it, in the order of the collection's figures. */
export async function readOutliers(
  context: Context,
  { page, ...filter }: OutlierFilter & { readonly page: number },
) {
  mustBeAllowed(context.viewer, 'review a return')
  return await transact(context, async (trx) => {
    const round = await getRound(trx, filter.roundId)
    const { collection } = await frozenCollectionOf(trx, round.id)
    const figures = new Map(collection.figures.map((figure) => [figure.id, figure]))
    const counts = await countOutliers(trx, { ...filter, figure: undefined })
    const total = counts.reduce(
      (sum, one) =>
        sum + (filter.figure === undefined || one.figure === filter.figure ? Number(one.count) : 0),
      0,
    )
    const last = Math.max(1, Math.ceil(total / outliersOnAPage))
    const offset = (Math.min(page, last) - 1) * outliersOnAPage
    const listed = await listOutliers(trx, filter, {
      ...{ figures: [...figures.keys()], limit: outliersOnAPage, offset },
    })
    return {
      ...{ round, total },
      /** The figures in which something stands out, in the order of the collection. */
      counts: collection.figures.flatMap(({ id, title }) => {
        const found = counts.find(({ figure }) => figure === id)
        return found ? [{ id, title, count: Number(found.count) }] : []
      }),
      items: listed.flatMap(({ figure: id, ...item }) => {
        const figure = figures.get(id)
        return figure ? [{ figure, ...item }] : []
      }),
    }
  })
}
