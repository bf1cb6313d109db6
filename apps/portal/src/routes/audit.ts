import { askToVerifyAudit } from '@rollcall/actions/ask-to-verify-audit'
import { transact } from '@rollcall/actions/context'
import { ExportAudit, exportAudit } from '@rollcall/actions/export-audit'
import { readVerifications } from '@rollcall/actions/read-audit'
import { verifyAudit } from '@rollcall/actions/verify-audit'
import { listAuditEvents } from '@rollcall/database/audit-search'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { AuthorityId, ClientId, DataRequestId, PersonId, RoundId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { Paging, paged, pageOf, readCursor } from '../paging.ts'
import { sendAudit } from '../send-audit.ts'

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

const Kept = z.object({
  askedAt: z.date(),
  askedByName: z.string().nullable().describe('Null where the clock asked'),
  verifiedAt: z.date().nullable().describe('Null while it waits'),
  whole: z.boolean().nullable(),
  events: z.number().nullable().describe('How many were right'),
  hash: z.string().nullable().describe('Of the last of them, where it is whole'),
  wrongSeq: z.number().nullable(),
  says: z.string().nullable().describe('What is wrong'),
})

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
          authorityId: AuthorityId.optional(),
          roundId: RoundId.optional(),
          from: CalendarDate.optional().describe('The first day, in London'),
          until: CalendarDate.optional().describe('The last day'),
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

  app.get(
    '/audit/verifications',
    {
      schema: {
        tags,
        summary: 'What was found the last times that the record was verified, those that wait first',
        response: { 200: z.object({ items: z.array(Kept) }) },
      },
    },
    async (request) => ({ items: await readVerifications(contextFor(request)) }),
  )

  app.post(
    '/audit/verifications',
    {
      schema: {
        tags,
        summary: 'Asks for the record to be verified now; what is found is listed soon after',
        response: { 202: z.null() },
      },
    },
    async (request, reply) => {
      await askToVerifyAudit(contextFor(request))
      return reply.status(202).send(null)
    },
  )

  app.post(
    '/audit/exports',
    {
      config: { givesFile: true },
      schema: {
        tags,
        summary: 'Takes events out as a file, newest first; that this was done is recorded',
        body: ExportAudit.extend({ format: z.enum(['csv', 'jsonl']).default('jsonl') }),
      },
    },
    async (request, reply) => {
      const { format, ...wanted } = request.body
      return sendAudit(reply, await exportAudit(contextFor(request), wanted), format)
    },
  )
}
