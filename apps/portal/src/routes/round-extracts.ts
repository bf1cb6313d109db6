import { approveRoundExtract } from '@rollcall/actions/approve-round-extract'
import { AskForRoundExtract, askForRoundExtract } from '@rollcall/actions/ask-for-round-extract'
import { downloadRoundExtract } from '@rollcall/actions/download-round-extract'
import { endRoundExtract } from '@rollcall/actions/end-round-extract'
import { readRoundExtract, readRoundExtracts } from '@rollcall/actions/read-round-extracts'
import { RefuseRoundExtract, refuseRoundExtract } from '@rollcall/actions/refuse-round-extract'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { RoundExtractId, RoundId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { sendLongCsv } from '../csv.ts'

const Extract = z.object({
  roundExtractId: RoundExtractId,
  ...{ roundId: RoundId, sheet: z.string(), columns: z.array(z.string()).readonly() },
  figure: z.string().nullable().describe('Only rows in this figure; null: all rows of the sheet'),
  withIdentifiers: z.boolean(),
  state: z.enum(['asked', 'approved', 'refused', 'ended', 'over']),
  reason: z.string().nullable().describe('Null once it was destroyed'),
  ...{ askedByName: z.string().nullable(), askedAt: z.date() },
  ...{ decidedByName: z.string().nullable(), decidedAt: z.date().nullable() },
  refusedBecause: z.string().nullable(),
  until: CalendarDate.nullable().describe('The last day it may be downloaded on'),
})

const shown = <Read extends { readonly id: RoundExtractId }>({ id, ...extract }: Read) => ({
  ...extract,
  roundExtractId: id,
})

/** Rows of every return of a round: asked for with a reason, decided by another person, downloaded by the first. */
export function roundExtractRoutes(app: App, contextFor: ContextFor): void {
  const tags = ['figures']
  const ofRound = z.object({ roundId: RoundId })
  const params = z.object({ roundExtractId: RoundExtractId })
  const done = z.object({ state: Extract.shape.state })

  app.get(
    '/rounds/:roundId/extracts',
    {
      schema: {
        tags,
        summary: 'Extracts of rows that were asked for in a round, newest first',
        params: ofRound,
        response: { 200: z.object({ items: z.array(Extract) }) },
      },
    },
    async (request) => ({
      items: (await readRoundExtracts(contextFor(request), request.params.roundId)).map(shown),
    }),
  )

  app.post(
    '/rounds/:roundId/extracts',
    {
      schema: {
        tags,
        summary: 'Asks for rows of every return in the figures, with a reason; another person decides',
        params: ofRound,
        body: AskForRoundExtract.omit({ roundId: true }),
        response: { 201: z.object({ roundExtractId: RoundExtractId }) },
      },
    },
    async (request, reply) =>
      reply
        .status(201)
        .send(await askForRoundExtract(contextFor(request), { ...request.params, ...request.body })),
  )

  app.get(
    '/extracts/:roundExtractId',
    { schema: { tags, summary: 'One extract, and how it stands', params, response: { 200: Extract } } },
    async (request) => shown(await readRoundExtract(contextFor(request), request.params.roundExtractId)),
  )

  app.post(
    '/extracts/:roundExtractId/approval',
    {
      schema: {
        tags,
        summary: 'Approves what another person asked for: they can download it for fourteen days',
        params,
        response: { 200: done },
      },
    },
    async (request) => {
      await approveRoundExtract(contextFor(request), request.params)
      return { state: 'approved' as const }
    },
  )

  app.post(
    '/extracts/:roundExtractId/refusal',
    {
      schema: {
        tags,
        summary: 'Refuses what another person asked for, with a reason',
        params,
        body: RefuseRoundExtract.pick({ reason: true }),
        response: { 200: done },
      },
    },
    async (request) => {
      await refuseRoundExtract(contextFor(request), { ...request.params, ...request.body })
      return { state: 'refused' as const }
    },
  )

  app.post(
    '/extracts/:roundExtractId/ending',
    {
      schema: {
        tags,
        summary: 'Takes an extract back: nobody can download it any more',
        params,
        response: { 200: done },
      },
    },
    async (request) => {
      await endRoundExtract(contextFor(request), request.params)
      return { state: 'ended' as const }
    },
  )

  app.post(
    '/extracts/:roundExtractId/download',
    {
      config: { givesFile: true, holdsRows: true },
      schema: { tags, summary: 'The rows as CSV, for whoever asked; every authority is told', params },
    },
    async (request, reply) => {
      const extract = await downloadRoundExtract(contextFor(request), request.params)
      return sendLongCsv(reply, { ...extract, rows: extract.rows() })
    },
  )
}
