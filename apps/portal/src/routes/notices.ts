import { transact } from '@rollcall/actions/context'
import { listNotices } from '@rollcall/database/notices'
import { DataRequestId, RoundId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { Paging, paged, pageOf, readCursor } from '../paging.ts'

const Notice = z.object({
  noticeId: z.string(),
  kind: z.string().describe('What happened: `return accepted`'),
  roundId: RoundId,
  dataRequestId: DataRequestId,
  authority: z.string(),
  createdAt: z.date(),
})

export function noticeRoutes(app: App, contextFor: ContextFor): void {
  app.get(
    '/notices',
    {
      schema: {
        tags: ['notices'],
        summary: 'What somebody in your role has been told, newest first',
        description:
          'Signatories of an authority that has no officer find here what officers are told as well, as they get it by e-mail.',
        querystring: Paging,
        response: { 200: pageOf(Notice) },
      },
    },
    async (request) => {
      const context = contextFor(request)
      const { limit, cursor } = request.query
      const before = readCursor(z.uuid(), cursor)
      const rows = await transact(context, (trx) => listNotices(trx, context, { limit: limit + 1, before }))
      return paged(
        rows.map(({ id: noticeId, ...notice }) => ({ noticeId, ...notice })),
        limit,
        ({ noticeId }) => noticeId,
      )
    },
  )
}
