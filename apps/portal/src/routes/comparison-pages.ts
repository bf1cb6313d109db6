import { FiguresAt } from '@rollcall/actions/figures-at'
import { readComparison, readMovedReturns } from '@rollcall/actions/read-comparison'
import { RoundId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inOffice } from '../in-office.ts'
import { PageNumber } from '../page-forms.ts'
import { comparisonPage, movedPage } from '../pages/comparison-pages.ts'
import { readerOf } from '../reader.ts'

const params = z.object({ roundId: RoundId })
const querystring = z.object({
  from: FiguresAt.default('now'),
  to: FiguresAt.default('now'),
  page: PageNumber,
  /** Of a spread, which of its three numbers. */
  spread: z.enum(['lowest', 'median', 'highest']).optional().catch(undefined),
})

/** Two sets of figures of one round beside each other, and what moved between them. */
export function comparisonPageRoutes(app: App, contextFor: ContextFor): void {
  const path = '/rounds/:roundId/snapshots/compare'

  app.get(path, { schema: { hide: true, params, querystring } }, async (request) => {
    inOffice(request)
    const { from, to, page } = request.query
    const compared = await readComparison(contextFor(request), { ...request.params, from, to })
    return comparisonPage({ ...compared, reader: readerOf(request), page })
  })

  app.get(
    `${path}/:figure`,
    { schema: { hide: true, params: params.extend({ figure: z.string().max(40) }), querystring } },
    async (request) => {
      inOffice(request)
      const { page, spread, ...compared } = request.query
      const moved = await readMovedReturns(contextFor(request), {
        ...{ ...request.params, ...compared },
        breakdown: spread === undefined ? {} : { spread },
      })
      return movedPage({ ...moved, reader: readerOf(request), page, spread })
    },
  )
}
