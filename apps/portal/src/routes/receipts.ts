import type { Context } from '@rollcall/actions/context'
import { readReceipt } from '@rollcall/actions/read-receipt'
import { verifyReceipt } from '@rollcall/actions/verify-receipt'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { SubmissionId } from '@rollcall/domain/ids'
import { receiptProblems } from '@rollcall/domain/submission'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App, ContextFor, Services } from '../app.ts'
import { attempt, FormBody, notAccepted, PageQuery, typedIn } from '../page-forms.ts'
import { checkReceiptPage, realReceiptPage } from '../pages/check-receipt-page.ts'
import { receiptPage } from '../pages/receipt-page.ts'
import { readerOf, readerWithoutEnd } from '../reader.ts'
import { withPolicy } from '../safe-headers.ts'

/** How much is read of what somebody takes for a check code. */
const longest = 100

const VerifiedReceipt = z.object({
  checkCode: z.string(),
  authorityCode: z.string(),
  authorityName: z.string(),
  title: z.string().describe('Of the round'),
  referenceOn: CalendarDate,
  version: z.number(),
  kind: z.enum(['workbook', 'nil']),
  sha256: z.string().describe('Of the bytes as they were sent'),
  byteCount: z.number(),
  receivedAt: z.date(),
  isNewest: z.boolean().describe('Whether no later version has been sent'),
  signedAt: z.date().nullable().describe('When this version was signed off'),
})

/** What a receipt's check code stands for. A code that is nobody's is counted as a guess. */
async function checkedReceipt(context: Context, request: FastifyRequest, checkCode: string) {
  const found = await verifyReceipt(context, checkCode)
  if (found === undefined) await request.countGuess()
  return found
}

/** Anybody who is shown a receipt may ask whether it is one, signed in or not. */
export function receiptRoutes(app: App, systemContext: () => Context): void {
  app.get(
    '/receipts/:checkCode',
    {
      config: { open: true },
      schema: {
        tags: ['submissions'],
        summary: 'What a receipt with this check code says: who sent which bytes, and when',
        params: z.object({
          checkCode: z.string().max(longest).describe('Case, spaces and dashes do not matter'),
        }),
        response: { 200: VerifiedReceipt },
      },
    },
    async (request) => {
      const found = await checkedReceipt(systemContext(), request, request.params.checkCode)
      if (found === undefined) throw receiptProblems.receiptUnknown()
      return found
    },
  )
}

/** A receipt as its authority has it, and the page on which anybody checks one. */
export function receiptPageRoutes(
  app: App,
  { portalUrl }: Pick<Services, 'portalUrl'>,
  contextFor: ContextFor,
  systemContext: () => Context,
): void {
  const check = '/check-a-receipt'
  const config = { open: true }

  app.get(
    '/submissions/:submissionId/receipt',
    { schema: { hide: true, params: z.object({ submissionId: SubmissionId }) } },
    async (request) =>
      receiptPage({
        reader: readerOf(request),
        receipt: await readReceipt(contextFor(request), request.params.submissionId),
        checkAt: `${portalUrl}${check}`,
      }),
  )

  app.get(check, { config, schema: { hide: true } }, async (request) =>
    checkReceiptPage({ reader: readerOf(request) }),
  )

  app.post(
    check,
    {
      config,
      helmet: withPolicy('pageThatReadsAFile'),
      schema: { hide: true, querystring: PageQuery, body: FormBody },
    },
    async (request, reply) => {
      const reader = readerWithoutEnd(request)
      const typed = (typedIn(request.body, 'code') ?? '').slice(0, longest)
      const checked = await attempt(() => checkedReceipt(systemContext(), request, typed), 'code')
      if (checked.ok && checked.value) return realReceiptPage({ reader, receipt: checked.value })
      const unknown = { words: receiptProblems.receiptUnknown().message, field: 'code' }
      const mistakes = checked.ok ? [unknown] : checked.mistakes
      return notAccepted(reply, checkReceiptPage({ reader, mistakes, typed }))
    },
  )
}
