import { readOutliers } from '@rollcall/actions/read-outliers'
import { readToDo } from '@rollcall/actions/read-to-do'
import { DataRequestId, RoundId } from '@rollcall/domain/ids'
import { whyListed } from '@rollcall/domain/outlier'
import { requestStates } from '@rollcall/domain/request-life'
import { toDoGroups } from '@rollcall/domain/to-do'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { PageNumber } from '../page-forms.ts'
import { amountText } from '../pages/amounts.ts'

const Group = z.object({
  group: z.enum(toDoGroups),
  count: z.number(),
  since: z.date().nullable().describe('Since when the longest has waited'),
})

const Outlier = z.object({
  ...{ dataRequestId: DataRequestId, code: z.string(), authority: z.string(), state: z.enum(requestStates) },
  figure: z.string(),
  against: z.enum(['others', 'last round']),
  value: z.number().nullable(),
  before: z.number().nullable().describe('In the authority’s last return'),
  usual: z
    .object({ low: z.number(), middle: z.number(), high: z.number() })
    .nullable()
    .describe('Where the middle half of those it was compared with lies'),
  compared: z.number().describe('With how many returns it was compared'),
  why: z.string(),
})

export function toDoRoutes(app: App, contextFor: ContextFor): void {
  app.get(
    '/rounds/:roundId/to-do',
    {
      schema: {
        tags: ['rounds'],
        summary: 'How much of each kind waits for a person of the office, most urgent first',
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
        items: items.map(({ figure, found, ...item }) => ({
          ...{ ...item, figure: figure.id, against: found.against, value: found.figure.value },
          ...{ before: found.before, usual: found.usual, compared: found.compared },
          why: whyListed(found, (value) => amountText(value, figure)),
        })),
      }
    },
  )
}
