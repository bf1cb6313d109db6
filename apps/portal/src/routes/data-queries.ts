import { AnswerDataQuery, answerDataQuery } from '@rollcall/actions/answer-data-query'
import { closeDataQuery } from '@rollcall/actions/close-data-query'
import { RaiseDataQuery, raiseDataQuery } from '@rollcall/actions/raise-data-query'
import { RaiseSameQuery, raiseSameQuery } from '@rollcall/actions/raise-same-query'
import { readDataQueries, readDataQuery } from '@rollcall/actions/read-data-queries'
import { ReopenDataQuery, reopenDataQuery } from '@rollcall/actions/reopen-data-query'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { DataQueryAbout } from '@rollcall/domain/data-query'
import { DataQueryId, DataRequestId, RoundId, SubmissionId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'

const DataQuery = z.object({
  dataQueryId: DataQueryId,
  dataRequestId: DataRequestId,
  submissionId: SubmissionId.describe('The version it was raised about'),
  version: z.number().describe('Of that version'),
  about: DataQueryAbout,
  place: z.string().describe('What it is about, in words'),
  dueOn: CalendarDate,
  raisedByName: z.string().nullable().describe('Null for an authority: somebody of the office'),
  raisedAt: z.date(),
  closedByName: z.string().nullable(),
  closedAt: z.date().nullable(),
  waitsForAuthority: z.boolean().describe('Whether the office had the last word'),
})

const Message = z.object({
  text: z.string().nullable().describe('Null where it was destroyed'),
  fromOffice: z.boolean(),
  writtenByName: z.string().nullable(),
  writtenAt: z.date(),
})

const WithMessages = DataQuery.extend({ messages: z.array(Message) })

const AskedSeveral = z.object({
  asked: z.array(z.object({ dataRequestId: DataRequestId, code: z.string(), authority: z.string() })),
  notAsked: z.array(z.object({ code: z.string(), authority: z.string(), why: z.string() })),
})

/** What people wrote is given to who asks for it and to nobody else: no answer that is kept for a retry has any in it. */
export function dataQueryRoutes(app: App, contextFor: ContextFor): void {
  const tags = ['data queries']
  const ofRequest = z.object({ dataRequestId: DataRequestId })
  const params = z.object({ dataQueryId: DataQueryId })

  app.get(
    '/data-requests/:dataRequestId/data-queries',
    {
      schema: {
        tags,
        summary: 'What the office has asked about a return, oldest first',
        params: ofRequest,
        response: { 200: z.object({ items: z.array(DataQuery) }) },
      },
    },
    async (request) => {
      const queries = await readDataQueries(contextFor(request), request.params.dataRequestId)
      return { items: queries.map(({ id: dataQueryId, ...query }) => ({ dataQueryId, ...query })) }
    },
  )

  app.post(
    '/data-requests/:dataRequestId/data-queries',
    {
      schema: {
        tags,
        summary:
          'Asks an authority about its signed or accepted return: the whole, a row, a cell or a figure',
        params: ofRequest,
        body: RaiseDataQuery.omit({ dataRequestId: true }),
        response: { 201: z.object({ dataQueryId: DataQueryId }) },
      },
    },
    async (request, reply) => {
      const raised = await raiseDataQuery(contextFor(request), { ...request.params, ...request.body })
      return reply.status(201).header('location', `/api/v1/data-queries/${raised.dataQueryId}`).send(raised)
    },
  )

  app.post(
    '/rounds/:roundId/data-queries',
    {
      schema: {
        tags,
        summary: 'Asks several authorities the same about their returns, each in a data query of its own',
        params: z.object({ roundId: RoundId }),
        body: RaiseSameQuery.omit({ roundId: true }),
        response: { 200: AskedSeveral },
      },
    },
    (request) => raiseSameQuery(contextFor(request), { ...request.params, ...request.body }),
  )

  app.get(
    '/data-queries/:dataQueryId',
    {
      schema: {
        tags,
        summary: 'One data query, with all that was written in it',
        params,
        response: { 200: WithMessages },
      },
    },
    async (request) => {
      const { id: dataQueryId, ...query } = await readDataQuery(
        contextFor(request),
        request.params.dataQueryId,
      )
      return { dataQueryId, ...query }
    },
  )

  app.post(
    '/data-queries/:dataQueryId/messages',
    {
      schema: {
        tags,
        summary: 'Writes in an open data query, from either side',
        params,
        body: AnswerDataQuery.omit({ dataQueryId: true }),
        response: { 201: z.object({ dataQueryId: DataQueryId }) },
      },
    },
    async (request, reply) => {
      const { dataQueryId } = request.params
      await answerDataQuery(contextFor(request), { dataQueryId, ...request.body })
      return reply.status(201).header('location', `/api/v1/data-queries/${dataQueryId}`).send({ dataQueryId })
    },
  )

  app.post(
    '/data-queries/:dataQueryId/closure',
    { schema: { tags, summary: 'Ends a data query', params, response: { 204: z.null() } } },
    async (request, reply) => {
      await closeDataQuery(contextFor(request), request.params)
      return reply.status(204).send(null)
    },
  )

  app.post(
    '/data-queries/:dataQueryId/reopening',
    {
      schema: {
        tags,
        summary: 'Opens a closed data query again, with what is still to be answered and by when',
        params,
        body: ReopenDataQuery.omit({ dataQueryId: true }),
        response: { 204: z.null() },
      },
    },
    async (request, reply) => {
      await reopenDataQuery(contextFor(request), { ...request.params, ...request.body })
      return reply.status(204).send(null)
    },
  )
}
