import type { Context } from '@rollcall/actions/context'
import { declareNil } from '@rollcall/actions/declare-nil'
import { readSubmission, readSubmissions } from '@rollcall/actions/read-submission'
import { findReceipt, type Receipt as ReceiptGiven } from '@rollcall/actions/receipt'
import { submitWorkbook } from '@rollcall/actions/submit-workbook'
import { DataRequestId, SubmissionId } from '@rollcall/domain/ids'
import { problems } from '@rollcall/domain/problems'
import { relaxationEffects } from '@rollcall/domain/relaxation'
import { submissionStates } from '@rollcall/domain/submission-life'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { hashOfFile, receiveUpload } from '../uploads.ts'

const Kind = z.enum(['workbook', 'nil'])

const Receipt = z.object({
  submissionId: SubmissionId,
  dataRequestId: DataRequestId,
  version: z.number(),
  kind: Kind,
  sha256: z.string().describe('Of the bytes as they were sent'),
  byteCount: z.number(),
  receivedAt: z.date(),
  checkCode: z.string().describe('Only this portal can have made it: it shows that the receipt is real'),
})

const Version = Receipt.extend({
  state: z.enum(submissionStates),
  receivedByName: z.string().nullable(),
  checkedAt: z.date().nullable().describe('Null until it is checked'),
  errorCount: z.number().nullable(),
  queryCount: z.number().nullable(),
  noteCount: z.number().nullable(),
  openQueryCount: z.number().nullable().describe('Queries that no explanation answers yet'),
  rowsBySheet: z
    .array(z.object({ sheet: z.string(), rows: z.number() }))
    .readonly()
    .nullable(),
  refusalCode: z.string().nullable().describe('Set where the file could not be read as a return'),
})

const WholeVersion = Version.extend({
  relaxed: z
    .array(z.object({ rule: z.string(), effect: z.enum(relaxationEffects), findings: z.number() }))
    .readonly()
    .nullable()
    .describe('The rules that were relaxed for it, and how many findings that changed; null: none'),
  refusal: z.string().nullable().describe('Why it was refused and what to do, for its authority alone'),
  findingCounts: z.array(
    z.object({ rule: z.string(), severity: z.enum(['error', 'query', 'note']), findings: z.number() }),
  ),
})

type Upload = FastifyRequest & { readonly params: { readonly dataRequestId: DataRequestId } }

const receive = async (context: Context, request: Upload): Promise<ReceiptGiven> =>
  await submitWorkbook(context, await receiveUpload(context, request))

async function receiptAgain(context: Context, request: Upload): Promise<ReceiptGiven> {
  const { dataRequestId } = request.params
  const receipt = await findReceipt(context, { dataRequestId, sha256: await hashOfFile(request) })
  if (receipt === undefined) throw problems.doneBefore()
  return receipt
}

const addressOf = (submissionId: SubmissionId): string => `/api/v1/submissions/${submissionId}`

export function submissionRoutes(app: App, contextFor: ContextFor): void {
  const params = z.object({ dataRequestId: DataRequestId })

  app.post(
    '/data-requests/:dataRequestId/submissions',
    {
      config: { takesFile: true },
      schema: {
        tags: ['submissions'],
        summary: 'Sends a workbook as the newest version of the return',
        description:
          'The answer is a receipt: what it names is stored and will be checked. Where it is, and how the check came out, is at its Location.',
        params,
        response: { 202: Receipt },
      },
    },
    async (request, reply) => {
      const context = contextFor(request)
      const receipt = request.wasDone ? await receiptAgain(context, request) : await receive(context, request)
      return reply.status(202).header('location', addressOf(receipt.submissionId)).send(receipt)
    },
  )

  app.post(
    '/data-requests/:dataRequestId/nil-return',
    {
      schema: {
        tags: ['submissions'],
        summary: 'Declares that there is nothing to report, as the newest version of the return',
        params,
        response: { 201: Receipt.extend({ means: z.string().describe('What the authority says by it') }) },
      },
    },
    async (request, reply) => {
      const receipt = await declareNil(contextFor(request), request.params)
      return reply.status(201).header('location', addressOf(receipt.submissionId)).send(receipt)
    },
  )

  app.get(
    '/data-requests/:dataRequestId/submissions',
    {
      schema: {
        tags: ['submissions'],
        summary: 'Every version of the return, newest first',
        params,
        response: { 200: z.object({ items: z.array(Version) }) },
      },
    },
    async (request) => ({
      items: await readSubmissions(contextFor(request), request.params.dataRequestId),
    }),
  )

  app.get(
    '/submissions/:submissionId',
    {
      // A page that waits for a check asks this by itself, again and again.
      config: { isNoUse: true },
      schema: {
        tags: ['submissions'],
        summary: 'One version: its receipt, how far its check is, and how often each rule found something',
        params: z.object({ submissionId: SubmissionId }),
        response: { 200: WholeVersion },
      },
    },
    async (request) => readSubmission(contextFor(request), request.params.submissionId),
  )
}
