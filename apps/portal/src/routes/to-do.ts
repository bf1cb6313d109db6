import { readToDo } from '@rollcall/actions/read-to-do'
import { RoundId } from '@rollcall/domain/ids'
import { toDoGroups } from '@rollcall/domain/to-do'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'

const Group = z.object({
  group: z.enum(toDoGroups),
  count: z.number(),
  since: z.date().nullable().describe('Since when the longest has waited'),
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
}
