import { transact } from '@rollcall/actions/context'
import { verifyAudit } from '@rollcall/actions/verify-audit'
import { listAuditEvents } from '@rollcall/database/audit-events'
import { AuthorityId, ClientId, DataRequestId, PersonId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { Paging, paged, pageOf, readCursor } from '../paging.ts'

const Event = z.object({
  seq: z.number().describe('Its number in the whole record'),
  at: z.date(),
  type: z.string(),
  details: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .describe('Ids, days, counts and words of the portal’s own'),
  authorityId: AuthorityId.nullable(),
  authority: z.string().nullable(),
  personId: PersonId.nullable().describe('Null where the portal did it'),
  person: z.string().nullable().describe('Null for an authority: somebody of the office'),
  clientId: ClientId.nullable(),
})

const Verification = z.discriminatedUnion('whole', [
  z.object({
    whole: z.literal(true),
    events: z.number(),
    hash: z.string().describe('Note it elsewhere: it shows later that nothing was written anew'),
  }),
  z.object({ whole: z.literal(false), events: z.number(), seq: z.number(), says: z.string() }),
])

const Seq = z.coerce.number().int().positive()

export function auditRoutes(app: App, contextFor: ContextFor): void {
  const tags = ['audit']

  app.get(
    '/audit-events',
    {
      schema: {
        tags,
        summary: 'Who did what, newest first: of your authority, or everything for the office',
        querystring: Paging.extend({
          dataRequestId: DataRequestId.optional(),
          personId: PersonId.optional(),
          type: z.string().max(100).optional(),
        }),
        response: { 200: pageOf(Event) },
      },
    },
    async (request) => {
      const { limit, cursor, ...wanted } = request.query
      const before = readCursor(Seq, cursor)
      const rows = await transact(contextFor(request), (trx) =>
        listAuditEvents(trx, { ...wanted, before, limit: limit + 1 }),
      )
      return paged(rows, limit, ({ seq }) => seq)
    },
  )

  app.get(
    '/audit/verification',
    {
      schema: {
        tags,
        summary: 'Whether the record of who did what is whole, worked out anew from its first event',
        querystring: z
          .object({
            seq: Seq.optional().describe('An event that was seen before, with its hash'),
            hash: z
              .string()
              .regex(/^[0-9a-f]{64}$/)
              .optional(),
          })
          // One of them alone would be passed over, and the record called whole without having been compared.
          .refine(({ seq, hash }) => (seq === undefined) === (hash === undefined), {
            error: 'Give seq and hash together, as they were noted.',
            path: ['seq'],
          }),
        response: { 200: Verification },
      },
    },
    async (request) => {
      const { seq, hash } = request.query
      return verifyAudit(contextFor(request), seq && hash ? { seq, hash } : undefined)
    },
  )
}
