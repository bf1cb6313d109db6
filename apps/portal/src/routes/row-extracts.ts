import { extractFile } from '@rollcall/actions/extract-file'
import { TraceRows, traceRows } from '@rollcall/actions/trace-rows'
import { RoundId, RowExtractId, SubmissionId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { sendFile } from '../send-file.ts'

const Tally = z.object({
  count: z.number().describe('How many rows, or how many are in the whole of a share'),
  sum: z.number().describe('In the smallest unit: pence; of a share, how many of the rows'),
  notHeld: z.number(),
})

const TracedRows = z.object({
  extractId: RowExtractId.describe('Under which the authority finds this look at its rows'),
  parts: z
    .array(
      z.object({
        figure: z.string().describe('A figure of rows: the one asked for, or one that it is worked out from'),
        tally: Tally.describe('What the rows come to together'),
        agrees: z.boolean().describe('Whether that is exactly what the return contributes'),
        rows: z.array(
          z.object({
            sheet: z.string(),
            sheetName: z.string().describe('In the workbook as it was sent'),
            row: z.number(),
            adds: Tally,
            cells: z
              .array(
                z.object({
                  column: z.string(),
                  heading: z.string(),
                  says: z.string(),
                  cell: z
                    .string()
                    .nullable()
                    .describe('`F17`; null for what was worked out from other cells'),
                }),
              )
              .readonly()
              .describe('Because of which the row counts; none where every row does'),
          }),
        ),
      }),
    )
    .readonly(),
})

/** From a figure to the rows it is made from, and the file they were read from: for an analyst with a reason. */
export function rowExtractRoutes(app: App, contextFor: ContextFor): void {
  app.post(
    '/rounds/:roundId/figures/:figure/returns/:submissionId/rows',
    {
      config: { holdsRows: true },
      schema: {
        tags: ['figures'],
        summary:
          'Which rows of one return are in a figure, and why; with a reason, and the authority is told',
        params: z.object({ roundId: RoundId, figure: z.string().max(40), submissionId: SubmissionId }),
        body: TraceRows.pick({ breakdown: true, reason: true }),
        response: { 200: TracedRows },
      },
    },
    async (request, reply) => {
      const { extractId, parts } = await traceRows(contextFor(request), {
        ...request.params,
        ...request.body,
      })
      const shown = parts.map(({ figure, rows, ...part }) => ({
        ...part,
        figure: figure.id,
        rows: [...rows],
      }))
      return reply.header('cache-control', 'no-store').send({ extractId, parts: shown })
    },
  )

  app.post(
    '/row-extracts/:extractId/file',
    {
      config: { givesFile: true, holdsRows: true },
      schema: {
        tags: ['submissions'],
        summary:
          'The very bytes that were sent, for an hour after rows were taken out; the authority is told',
        params: z.object({ extractId: RowExtractId }),
      },
    },
    async (request, reply) => {
      const { bytes, fileName } = await extractFile(contextFor(request), request.params)
      return sendFile(reply, bytes, fileName)
    },
  )
}
