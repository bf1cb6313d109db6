import type { Context } from '@rollcall/actions/context'
import { verifyReceipt } from '@rollcall/actions/verify-receipt'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { receiptProblems } from '@rollcall/domain/submission'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App } from '../app.ts'

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
export async function checkedReceipt(context: Context, request: FastifyRequest, checkCode: string) {
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
          checkCode: z.string().max(100).describe('Case, spaces and dashes do not matter'),
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
