import { type Context, transact } from '@rollcall/actions/context'
import { readNotice } from '@rollcall/actions/read-notice'
import { readTemplate } from '@rollcall/actions/read-template'
import { getRound } from '@rollcall/database/rounds'
import {
  getShownDataRequest,
  listShownDataRequests,
  type RequestPlace,
  type ShownDataRequest,
} from '@rollcall/database/shown-data-requests'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { isOverdue } from '@rollcall/domain/data-request'
import { AuthorityId, DataRequestId, RoundId, SubmissionId } from '@rollcall/domain/ids'
import { requestStates } from '@rollcall/domain/request-life'
import { roundStates } from '@rollcall/domain/round-life'
import { submissionStates } from '@rollcall/domain/submission-life'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { etagOf } from '../etag.ts'
import { NoticeAnswer, shownNotice } from '../notice-answer.ts'
import { Paging, paged, pageOf, readCursor } from '../paging.ts'
import { sendFile } from '../send-file.ts'

const State = z.enum(requestStates)

const NewestVersion = z.object({
  submissionId: SubmissionId,
  version: z.number(),
  kind: z.enum(['workbook', 'nil']),
  state: z.enum(submissionStates),
  receivedAt: z.date(),
  checkedAt: z.date().nullable(),
  errors: z.number().nullable().describe('Null until it is checked'),
  queries: z.number().nullable(),
  notes: z.number().nullable(),
  openQueries: z.number().nullable().describe('Queries that no explanation answers yet'),
  signedAt: z.date().nullable(),
})

/** A data request as everybody sees it who may see it at all. Nothing here tells of a child. */
export const DataRequestAnswer = z.object({
  dataRequestId: DataRequestId,
  state: State,
  dueOn: CalendarDate.describe("The round's due date, or the latest extension granted"),
  overdue: z.boolean().describe('Due before today, and not signed off'),
  extended: z.boolean().describe('Due later than the round is'),
  issuedAt: z.date(),
  round: z.object({
    roundId: RoundId,
    title: z.string(),
    collectionId: z.string(),
    collectionVersion: z.number(),
    referenceOn: CalendarDate,
    dueOn: CalendarDate,
    state: z.enum(roundStates),
    contact: z.string(),
  }),
  authority: z.object({
    authorityId: AuthorityId,
    code: z.string(),
    name: z.string(),
    region: z.string().nullable(),
  }),
  newestVersion: NewestVersion.nullable().describe('Null until something is sent'),
  acceptedSubmissionId: SubmissionId.nullable().describe('The version that counts in the figures'),
  openDataQueries: z.number(),
  revision: z.number(),
})

/** Answers with a request as it is now, after something was done to it. */
export async function sendDataRequest(context: Context, reply: FastifyReply, dataRequestId: DataRequestId) {
  const dataRequest = await transact(context, (trx) => getShownDataRequest(trx, dataRequestId))
  reply.header('etag', etagOf(dataRequest.revision))
  return answerOf(dataRequest, context)
}

const After = z.object({ referenceOn: CalendarDate, authorityCode: z.string(), id: DataRequestId })
const Filter = Paging.extend({ state: State.optional().describe('Only those in this state') })

export function dataRequestRoutes(app: App, contextFor: ContextFor): void {
  app.get(
    '/data-requests',
    {
      schema: {
        tags: ['data requests'],
        summary: 'Data requests: those of your authority, or of every authority for the office',
        querystring: Filter.extend({ roundId: RoundId.optional() }),
        response: { 200: pageOf(DataRequestAnswer) },
      },
    },
    async (request) => list(contextFor(request), request.query),
  )

  app.get(
    '/rounds/:roundId/data-requests',
    {
      schema: {
        tags: ['data requests', 'rounds'],
        summary: 'The data requests of a round',
        params: z.object({ roundId: RoundId }),
        querystring: Filter,
        response: { 200: pageOf(DataRequestAnswer) },
      },
    },
    async (request) => {
      const { roundId } = request.params
      const context = contextFor(request)
      await transact(context, (trx) => getRound(trx, roundId))
      return list(context, { ...request.query, roundId })
    },
  )

  const params = z.object({ dataRequestId: DataRequestId })
  app.get(
    '/data-requests/:dataRequestId',
    {
      schema: {
        tags: ['data requests'],
        summary: 'One data request, and how far it has got',
        params,
        response: { 200: DataRequestAnswer },
      },
    },
    async (request, reply) => sendDataRequest(contextFor(request), reply, request.params.dataRequestId),
  )

  app.get(
    '/data-requests/:dataRequestId/notice',
    {
      schema: {
        tags: ['data requests'],
        summary: 'The formal request, word for word',
        params,
        response: { 200: NoticeAnswer },
      },
    },
    async (request) => shownNotice(await readNotice(contextFor(request), request.params.dataRequestId)),
  )

  app.get(
    '/data-requests/:dataRequestId/template',
    {
      config: { givesFile: true },
      schema: {
        tags: ['data requests'],
        summary: 'The workbook to fill in, made out to the authority',
        params,
      },
    },
    async (request, reply) => {
      const { bytes, fileName } = await readTemplate(contextFor(request), request.params.dataRequestId)
      return sendFile(reply, bytes, fileName)
    },
  )
}

async function list(
  context: Context,
  { limit, cursor, ...filter }: z.infer<typeof Filter> & { readonly roundId?: RoundId | undefined },
) {
  const after = readCursor(After, cursor)
  const rows = await transact(context, (trx) =>
    listShownDataRequests(trx, { ...filter, after, limit: limit + 1 }),
  )
  const { items, nextCursor } = paged(rows, limit, placeOf)
  return { items: items.map((row) => answerOf(row, context)), nextCursor }
}

const placeOf = ({ referenceOn, authorityCode, id }: ShownDataRequest): RequestPlace => ({
  referenceOn,
  authorityCode,
  id,
})

function answerOf(
  row: ShownDataRequest,
  { today }: Pick<Context, 'today'>,
): z.infer<typeof DataRequestAnswer> {
  const { id: dataRequestId, state, dueOn, issuedAt, acceptedSubmissionId, openDataQueries, revision } = row
  return {
    ...{ dataRequestId, state, dueOn, issuedAt, acceptedSubmissionId, openDataQueries, revision },
    overdue: isOverdue(row, today),
    extended: dueOn > row.roundDueOn,
    round: {
      ...{ roundId: row.roundId, title: row.title, state: row.roundState, contact: row.contact },
      ...{ collectionId: row.collectionId, collectionVersion: row.collectionVersion },
      ...{ referenceOn: row.referenceOn, dueOn: row.roundDueOn },
    },
    authority: {
      ...{ authorityId: row.authorityId, code: row.authorityCode, name: row.authorityName },
      region: row.region,
    },
    newestVersion: newestOf(row),
  }
}

function newestOf(row: ShownDataRequest): z.infer<typeof NewestVersion> | null {
  const { currentSubmissionId, version, kind, submissionState, receivedAt, checkedAt, signedAt } = row
  if (!currentSubmissionId || version === null || !kind || !submissionState || !receivedAt) return null
  return {
    ...{ submissionId: currentSubmissionId, version, kind, state: submissionState },
    ...{ receivedAt, checkedAt, signedAt },
    errors: row.errorCount,
    queries: row.queryCount,
    notes: row.noteCount,
    openQueries: row.openQueryCount,
  }
}
