import { ExplainFindings, explainFindings } from '@rollcall/actions/explain-findings'
import { ExtractRows, extractRows } from '@rollcall/actions/extract-rows'
import { ListFindings, listFindings } from '@rollcall/actions/list-findings'
import { readChanges } from '@rollcall/actions/read-changes'
import { readAnnotatedCopy, readOriginalFile } from '@rollcall/actions/read-files'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { RowExtractId, SubmissionId } from '@rollcall/domain/ids'
import { requestStates } from '@rollcall/domain/request-life'
import { submissionStates } from '@rollcall/domain/submission-life'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { Paging, paged, pageOf, readCursor } from '../paging.ts'
import { sendFile } from '../send-file.ts'
import { Decided } from './summary.ts'

const Severity = z.enum(['error', 'query', 'note'])

const Finding = z.object({
  id: z.number().describe('Its number in this version: give it with an explanation'),
  rule: z.string(),
  severity: Severity.describe('An error must be fixed; a query fixed or explained; a note needs nothing'),
  sheet: z.string(),
  cell: z.string().nullable(),
  row: z.number().nullable(),
  column: z.string().nullable(),
  heading: z.string().nullable(),
  message: z.string().nullable().describe('This and the next three are null for the office'),
  found: z.string().nullable(),
  expected: z.string().nullable(),
  fix: z.string().nullable(),
  explanation: z
    .object({
      text: z.string().nullable(),
      version: z.number().describe('The version it was given on'),
      givenBy: z.string().nullable(),
      givenAt: z.date(),
      decided: Decided,
    })
    .nullable(),
})

const { severity, rule } = ListFindings.shape
const FindingFilter = Paging.extend({
  severity,
  rule,
  explained: z.stringbool().optional().describe('Queries with an explanation, or without one'),
})

const Counts = z.object({
  added: z.number(),
  removed: z.number(),
  altered: z.number(),
  unaltered: z.number(),
})
const ChangedRow = z.object({ row: z.number(), called: z.string().nullable() })
const AlteredRow = ChangedRow.extend({
  rowBefore: z.number(),
  cells: z
    .array(z.object({ column: z.string(), heading: z.string(), before: z.string(), after: z.string() }))
    .readonly(),
})
const SheetChanges = z.object({
  sheet: z.string(),
  name: z.string(),
  counts: Counts,
  added: z.array(ChangedRow).readonly(),
  removed: z.array(ChangedRow).readonly(),
  altered: z.array(AlteredRow).readonly(),
})
const Changes = z.object({
  against: z
    .object({ submissionId: SubmissionId, version: z.number() })
    .nullable()
    .describe('The version compared with; null for the first'),
  changes: z.object({ counts: Counts, sheets: z.array(SheetChanges).readonly() }).nullable(),
})

const KeptAnswer = z
  .union([
    z.string(),
    z.number(),
    z.object({ notHeld: z.literal(true) }),
    z.object({ unreadable: z.string().describe('What the cell says') }),
  ])
  .nullable()
const Rows = z.object({
  extractId: RowExtractId.describe('Under which the authority finds this look at its rows'),
  collection: z.string(),
  version: z.number(),
  referenceDate: CalendarDate,
  authority: z.string().nullable(),
  sheets: z
    .array(
      z.object({
        sheet: z.string(),
        at: z
          .object({
            name: z.string().describe('The sheet’s name in the workbook'),
            columns: z.array(z.number()).readonly().describe('The workbook’s column of each, from 1'),
            lines: z.array(z.number()).readonly().optional().describe('For a form, the line of each'),
          })
          .optional()
          .describe('Where the answers stood'),
        columns: z.array(z.string()).readonly(),
        rows: z
          .array(
            z.object({
              row: z.number(),
              key: z.string().nullable(),
              answers: z.array(KeptAnswer).readonly(),
            }),
          )
          .readonly(),
      }),
    )
    .readonly(),
})

/** What one version of a return says: for its authority, and for the office in an extract alone. */
export function submissionContentRoutes(app: App, contextFor: ContextFor): void {
  const params = z.object({ submissionId: SubmissionId })
  const tags = ['submissions']

  app.get(
    '/submissions/:submissionId/findings',
    {
      schema: {
        tags,
        summary: 'What the check found, in the order of the sheets, with the explanations that hold',
        params,
        querystring: FindingFilter,
        response: { 200: pageOf(Finding) },
      },
    },
    async (request) => {
      const { limit, cursor, ...filter } = request.query
      const after = readCursor(z.int().min(0), cursor)
      const { items } = await listFindings(contextFor(request), {
        ...{ ...request.params, ...filter, after, limit: limit + 1 },
      })
      return paged(items, limit, ({ id }) => id)
    },
  )

  app.get(
    '/submissions/:submissionId/changes',
    {
      schema: {
        tags,
        summary: 'What this version says that the one checked before it, or another, did not',
        params,
        querystring: z.object({
          againstSubmissionId: SubmissionId.optional().describe('Another version to compare with'),
        }),
        response: { 200: Changes },
      },
    },
    async (request) =>
      readChanges(contextFor(request), request.params.submissionId, request.query.againstSubmissionId),
  )

  app.get(
    '/submissions/:submissionId/annotated',
    {
      config: { givesFile: true },
      schema: { tags, summary: 'The values as they were sent, with each finding marked in its cell', params },
    },
    async (request, reply) => {
      const { bytes, fileName } = await readAnnotatedCopy(contextFor(request), request.params.submissionId)
      return sendFile(reply, bytes, fileName)
    },
  )

  app.get(
    '/submissions/:submissionId/file',
    {
      config: { givesFile: true },
      schema: { tags, summary: 'The very bytes that were sent', params },
    },
    async (request, reply) => {
      const { bytes, fileName } = await readOriginalFile(contextFor(request), request.params.submissionId)
      return sendFile(reply, bytes, fileName)
    },
  )

  app.post(
    '/submissions/:submissionId/explanations',
    {
      schema: {
        tags,
        summary: 'Explains queries: some by their ids, or all of a rule that are open',
        params,
        body: ExplainFindings.omit({ submissionId: true }),
        response: {
          200: z.object({
            explained: z.number(),
            openQueryCount: z.number(),
            submissionState: z.enum(submissionStates),
            requestState: z.enum(requestStates),
          }),
        },
      },
    },
    async (request) => explainFindings(contextFor(request), { ...request.params, ...request.body }),
  )

  app.post(
    '/submissions/:submissionId/extract',
    {
      config: { holdsRows: true },
      schema: {
        tags,
        summary: 'The rows as they were read, for an analyst with a reason; the authority is told',
        params,
        body: ExtractRows.omit({ submissionId: true }),
        response: { 200: Rows },
      },
    },
    async (request, reply) => {
      const { extractId, kept } = await extractRows(contextFor(request), {
        ...request.params,
        ...request.body,
      })
      return reply.header('cache-control', 'no-store').send({ extractId, ...kept })
    },
  )
}
