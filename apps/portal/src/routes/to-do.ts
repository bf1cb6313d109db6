import { readOutliers } from '@rollcall/actions/read-outliers'
import { readToDo } from '@rollcall/actions/read-to-do'
import { DataRequestId, RoundId } from '@rollcall/domain/ids'
import { requestStates } from '@rollcall/domain/request-life'
import { toDoGroups } from '@rollcall/domain/to-do'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { OutlierShape, outlierShape } from '../outlier-shape.ts'
import { PageNumber } from '../page-forms.ts'

const Group = z.object({
  group: z.enum(toDoGroups),
  count: z.number(),
  since: z.date().nullable().describe('Since when the longest has waited'),
})

const Outlier = OutlierShape.extend({
  ...{ dataRequestId: DataRequestId, code: z.string(), authority: z.string(), state: z.enum(requestStates) },
})

export function toDoRoutes(app: App, contextFor: ContextFor): void {
  app.get(
    '/rounds/:roundId/to-do',
    {
      schema: {
        tags: ['rounds'],
        summary: 'How much of each kind waits for a person of the office, most urgent first',
        description: 'What you proposed yourself waits for others to approve, and is not counted.',
        params: z.object({ roundId: RoundId }),
        response: { 200: z.object({ items: z.array(Group) }) },
      },
    },
    async (request) => ({
      items: (await readToDo(contextFor(request), request.params.roundId)).groups,
    }),
  )

  app.get(
    '/rounds/:roundId/outliers',
    {
      schema: {
        tags: ['rounds'],
        summary: 'Figures of signed returns that are far from what is usual, fifty a page',
        params: z.object({ roundId: RoundId }),
        querystring: z.object({
          figure: z.string().max(40).optional().describe('The id of one figure; left out: all'),
          page: PageNumber,
        }),
        response: { 200: z.object({ total: z.number(), items: z.array(Outlier) }) },
      },
    },
    async (request) => {
      const asked = { ...request.params, ...request.query, isWaiting: false }
      const { total, items } = await readOutliers(contextFor(request), asked)
      return {
        total,
        items: items.map(({ figure, found, ...item }) => ({ ...item, ...outlierShape(figure, found) })),
      }
    },
  )
}
