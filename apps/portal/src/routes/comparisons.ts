import { FiguresAt } from '@rollcall/actions/figures-at'
import { readComparison, readMovedReturns } from '@rollcall/actions/read-comparison'
import { RoundId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { Comparison, MovedReturns } from '../figures-shape.ts'
import { GroupAsJson } from '../group-as-json.ts'

const between = z.object({
  from: FiguresAt.default('now').describe('A snapshot, or `now`'),
  to: FiguresAt.default('now').describe('A snapshot, or `now`'),
})

/** Two sets of figures of one round, and which returns moved a figure between them. */
export function comparisonRoutes(app: App, contextFor: ContextFor): void {
  const tags = ['figures']
  const params = z.object({ roundId: RoundId })
  const path = '/rounds/:roundId/snapshots/comparison'

  app.get(
    path,
    {
      schema: {
        tags,
        summary: 'What changed between two sets of figures, for England',
        params,
        querystring: between,
        response: { 200: Comparison },
      },
    },
    async (request) => {
      const asked = { ...request.params, ...request.query }
      const { from, to, changes, returns } = await readComparison(contextFor(request), asked)
      return {
        ...{ from, to },
        changes: changes.map(({ figure: { id, title, unit }, ...change }) => ({
          id,
          title,
          unit,
          ...change,
        })),
        returns:
          returns?.map(({ before, after, ...whose }) => ({
            ...whose,
            ...{ versionBefore: before?.version ?? null, versionAfter: after?.version ?? null },
          })) ?? null,
      }
    },
  )

  app.get(
    `${path}/:figure`,
    {
      schema: {
        tags,
        summary: 'Which returns moved a figure between two sets of figures, each with its part',
        params: params.extend({ figure: z.string().max(40) }),
        querystring: between.extend({ breakdown: GroupAsJson }),
        response: { 200: MovedReturns },
      },
    },
    async (request) => {
      const asked = { ...request.params, ...request.query }
      const { returns, ...moved } = await readMovedReturns(contextFor(request), asked)
      return { ...moved, items: returns }
    },
  )
}
