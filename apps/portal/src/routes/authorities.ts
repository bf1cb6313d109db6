import { transact } from '@rollcall/actions/context'
import { authorityIdsByCode, listAuthorities } from '@rollcall/database/authorities'
import { AuthorityKind } from '@rollcall/domain/authority'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { AuthorityId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'

const Authority = z.object({
  authorityId: AuthorityId,
  code: z.string().describe('Its key, which never changes'),
  kind: AuthorityKind,
  name: z.string(),
  region: z.string().optional(),
  gss: z
    .array(z.object({ code: z.string(), from: CalendarDate.optional(), until: CalendarDate.optional() }))
    .readonly(),
  aliases: z.array(z.string()).readonly(),
  opened: CalendarDate.optional(),
  closed: CalendarDate.optional().describe('Its last day'),
  successors: z.array(z.string()).readonly(),
  populations: z.array(z.object({ of: z.string(), on: CalendarDate, value: z.number() })).readonly(),
})

export function authorityRoutes(app: App, contextFor: ContextFor): void {
  app.get(
    '/authorities',
    {
      schema: {
        tags: ['authorities'],
        summary: 'Every authority there is or was, which is public knowledge, in the order of codes',
        response: { 200: z.object({ items: z.array(Authority) }) },
      },
    },
    async (request) => {
      const { authorities, ids } = await transact(contextFor(request), async (trx) => ({
        authorities: await listAuthorities(trx),
        ids: await authorityIdsByCode(trx),
      }))
      return {
        items: authorities.flatMap((authority) => {
          const authorityId = ids.get(authority.code)
          return authorityId === undefined ? [] : [{ authorityId, ...authority }]
        }),
      }
    },
  )
}
