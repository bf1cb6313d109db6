import { readDecisions } from '@rollcall/actions/read-decisions'
import { readExplanations } from '@rollcall/actions/read-explanations'
import { readHistory } from '@rollcall/actions/read-history'
import { ClientId, DataRequestId, SubmissionId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'

const Event = z.object({
  seq: z.number().describe('Its number in the whole record of who did what'),
  at: z.date(),
  type: z.string(),
  details: z
    .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
    .describe('Ids, days, counts and words of the portal’s own'),
  personName: z.string().nullable().describe('Null for an authority: somebody of the office, or the portal'),
  clientId: ClientId.nullable(),
})

const Decision = z.object({
  decision: z.enum(['sent back', 'accepted', 'excluded', 'reopened', 'taken back']),
  submissionId: SubmissionId.nullable(),
  reason: z.string().nullable(),
  decidedByName: z.string().nullable(),
  decidedAt: z.date(),
})

const Extract = z.object({
  submissionId: SubmissionId,
  reason: z.string().nullable(),
  takenByName: z.string().nullable(),
  takenAt: z.date(),
})

const Explanation = z.object({
  rule: z.string(),
  text: z.string().nullable().describe('Null where it was destroyed'),
  submissionId: SubmissionId.describe('The version it was given on'),
  version: z.number(),
  givenByName: z.string().nullable(),
  givenAt: z.date(),
})

/** What was done about one return, and in which words. */
export function historyRoutes(app: App, contextFor: ContextFor): void {
  const tags = ['returns']
  const params = z.object({ dataRequestId: DataRequestId })

  app.get(
    '/data-requests/:dataRequestId/history',
    {
      schema: {
        tags,
        summary: 'All that was done about a return, oldest first, as the audit has it',
        params,
        response: { 200: z.object({ items: z.array(Event) }) },
      },
    },
    async (request) => ({ items: await readHistory(contextFor(request), request.params.dataRequestId) }),
  )

  app.get(
    '/data-requests/:dataRequestId/decisions',
    {
      schema: {
        tags,
        summary: 'What was decided about a return, and who took rows of it out to look at, with the reasons',
        params,
        response: { 200: z.object({ decisions: z.array(Decision), extracts: z.array(Extract) }) },
      },
    },
    async (request) => readDecisions(contextFor(request), request.params.dataRequestId),
  )

  app.get(
    '/data-requests/:dataRequestId/explanations',
    {
      schema: {
        tags,
        summary: 'Every explanation given on a return, on whichever version',
        params,
        response: { 200: z.object({ items: z.array(Explanation) }) },
      },
    },
    async (request) => ({ items: await readExplanations(contextFor(request), request.params.dataRequestId) }),
  )
}
