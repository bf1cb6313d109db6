import { ApproveRound, approveRound } from '@rollcall/actions/approve-round'
import { ChangeRound, changeRound } from '@rollcall/actions/change-round'
import { closeRound } from '@rollcall/actions/close-round'
import { type Context, transact } from '@rollcall/actions/context'
import { issueRound } from '@rollcall/actions/issue-round'
import { OpenRound, openRound } from '@rollcall/actions/open-round'
import { readNoticeOfRound } from '@rollcall/actions/read-notice'
import { readTemplateOfRound } from '@rollcall/actions/read-template'
import { getFrozenCollection } from '@rollcall/database/frozen-sources'
import { getRound, listRoundAuthorities, listRounds } from '@rollcall/database/rounds'
import { AuthorityKind } from '@rollcall/domain/authority'
import { CalendarDate } from '@rollcall/domain/calendar-date'
import { CollectionShape } from '@rollcall/domain/collection-shape'
import { PersonId, RoundId } from '@rollcall/domain/ids'
import { roundStates } from '@rollcall/domain/round-life'
import { isOffice } from '@rollcall/domain/viewer'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { etagOf, revisionOf } from '../etag.ts'
import { NoticeAnswer, shownNotice } from '../notice-answer.ts'
import { Paging, paged, pageOf, readCursor } from '../paging.ts'
import { sendFile } from '../send-file.ts'

const except = z.array(z.string()).describe('The codes of those left out')
const KeptChoice = z
  .discriminatedUnion('by', [
    z.object({ by: z.literal('all'), except }),
    z.object({ by: z.literal('kinds'), kinds: z.array(AuthorityKind), except }),
    z.object({ by: z.literal('regions'), regions: z.array(z.string()), except }),
    z.object({ by: z.literal('list'), except }),
  ])
  .describe('How those asked were chosen')

const Round = z.object({
  roundId: RoundId,
  title: z.string(),
  state: z.enum(roundStates),
  collectionId: z.string(),
  collectionVersion: z.number(),
  collectionHash: z.string().describe('Of the collection as it was when the round was opened'),
  authoritiesHash: z.string().describe('Of the table of authorities as it was then'),
  lastRoundId: RoundId.nullable().describe('The round it is compared with'),
  referenceOn: CalendarDate,
  issueOn: CalendarDate,
  dueOn: CalendarDate,
  publishOn: CalendarDate.nullable(),
  contact: z.string(),
  message: z.string().nullable().describe('What the office says at the head of the notice'),
  issuedAt: z.date().nullable(),
  closedAt: z.date().nullable(),
  revision: z.number(),
  closesOn: CalendarDate.optional().describe('For the office alone, as are the next six'),
  whoAsked: KeptChoice.optional(),
  openedBy: PersonId.optional(),
  openedAt: z.date().optional(),
  changedBy: PersonId.optional(),
  approvedBy: PersonId.nullable().optional(),
  approvedAt: z.date().nullable().optional(),
})

const WholeRound = Round.extend({
  authorities: z.array(z.string()).describe('The codes of those asked: for an officer, their own'),
})

const OfAuthority = z.object({
  authority: z
    .string()
    .max(200)
    .optional()
    .describe('Its code, its GSS code or its name. Left out: the first by name'),
})

type ShownRound = Awaited<ReturnType<typeof getRound>>

function answerOf({ id: roundId, ...round }: ShownRound, { viewer }: Context): z.infer<typeof Round> {
  const { closesOn, whoAsked, openedBy, openedAt, changedBy, approvedBy, approvedAt, ...forAll } = round
  if (!isOffice(viewer) || closesOn === null || whoAsked === null) return { roundId, ...forAll }
  return { roundId, ...round, closesOn, whoAsked }
}

async function sendRound(context: Context, reply: FastifyReply, roundId: RoundId) {
  const { round, asked } = await transact(context, async (trx) => ({
    round: await getRound(trx, roundId),
    asked: await listRoundAuthorities(trx, roundId),
  }))
  reply.header('etag', etagOf(round.revision))
  return { ...answerOf(round, context), authorities: asked.map(({ code }) => code).sort() }
}

export function roundRoutes(app: App, contextFor: ContextFor): void {
  const tags = ['rounds']
  const params = z.object({ roundId: RoundId })

  app.get(
    '/rounds',
    {
      schema: {
        tags,
        summary: 'The rounds you were asked in, or every round for the office, the latest first',
        querystring: Paging,
        response: { 200: pageOf(Round) },
      },
    },
    async (request) => {
      const context = contextFor(request)
      const { limit, cursor } = request.query
      const after = readCursor(RoundId, cursor)
      const rows = await transact(context, (trx) => listRounds(trx, { limit: limit + 1, after }))
      const { items, nextCursor } = paged(rows, limit, ({ id }) => id)
      return { items: items.map((round) => answerOf(round, context)), nextCursor }
    },
  )

  app.post(
    '/rounds',
    {
      schema: {
        tags,
        summary: 'Opens a round, as a draft that another person approves',
        body: OpenRound,
        response: { 201: WholeRound },
      },
    },
    async (request, reply) => {
      const context = contextFor(request)
      const { roundId } = await openRound(context, request.body)
      reply.status(201).header('location', `/api/v1/rounds/${roundId}`)
      return sendRound(context, reply, roundId)
    },
  )

  app.get(
    '/rounds/:roundId',
    { schema: { tags, summary: 'One round', params, response: { 200: WholeRound } } },
    async (request, reply) => sendRound(contextFor(request), reply, request.params.roundId),
  )

  app.get(
    '/rounds/:roundId/collection',
    {
      schema: {
        tags,
        summary: 'The collection as it was when the round was opened: what its returns are checked by',
        params,
        response: { 200: CollectionShape },
      },
    },
    async (request) =>
      transact(contextFor(request), async (trx) => {
        const { collectionHash } = await getRound(trx, request.params.roundId)
        return await getFrozenCollection(trx, collectionHash)
      }),
  )

  app.get(
    '/rounds/:roundId/template',
    {
      config: { givesFile: true },
      schema: {
        tags,
        summary: 'The workbook as one authority gets it, in a draft too: for the office',
        params,
        querystring: OfAuthority,
      },
    },
    async (request, reply) => {
      const { roundId } = request.params
      const asked = { roundId, authority: request.query.authority }
      const { bytes, fileName } = await readTemplateOfRound(contextFor(request), asked)
      return sendFile(reply, bytes, fileName)
    },
  )

  app.get(
    '/rounds/:roundId/notice',
    {
      schema: {
        tags,
        summary: 'The formal request as one authority gets it, in a draft too: for the office',
        params,
        querystring: OfAuthority,
        response: { 200: NoticeAnswer.extend({ authority: z.string().describe('Its code') }) },
      },
    },
    async (request) => {
      const { roundId } = request.params
      const asked = { roundId, authority: request.query.authority }
      const { authority, ...noticed } = await readNoticeOfRound(contextFor(request), asked)
      return { ...shownNotice(noticed), authority: authority.code }
    },
  )

  app.patch(
    '/rounds/:roundId',
    {
      schema: {
        tags,
        summary: 'Changes a draft; what was approved before has to be approved again',
        params,
        body: ChangeRound.omit({ roundId: true, revision: true }),
        response: { 200: WholeRound },
      },
    },
    async (request, reply) => {
      const context = contextFor(request)
      const { roundId } = request.params
      await changeRound(context, { ...request.body, roundId, revision: revisionOf(request, 'round') })
      return sendRound(context, reply, roundId)
    },
  )

  app.post(
    '/rounds/:roundId/approval',
    {
      schema: {
        tags,
        summary: 'Approves a draft that somebody else opened and changed',
        params,
        body: ApproveRound.omit({ roundId: true }),
        response: { 200: WholeRound },
      },
    },
    async (request, reply) => {
      const context = contextFor(request)
      const { roundId } = request.params
      await approveRound(context, { roundId, ...request.body })
      return sendRound(context, reply, roundId)
    },
  )

  app.post(
    '/rounds/:roundId/issue',
    {
      schema: {
        tags,
        summary: 'Sends every authority that is asked its data request',
        params,
        response: { 200: WholeRound.extend({ dataRequests: z.number() }) },
      },
    },
    async (request, reply) => {
      const context = contextFor(request)
      const { dataRequests } = await issueRound(context, request.params)
      return { ...(await sendRound(context, reply, request.params.roundId)), dataRequests }
    },
  )

  app.post(
    '/rounds/:roundId/closure',
    {
      schema: {
        tags,
        summary: 'Closes a round: those who have not signed by now end without a return',
        params,
        response: { 200: WholeRound.extend({ withoutReturn: z.number() }) },
      },
    },
    async (request, reply) => {
      const context = contextFor(request)
      const { withoutReturn } = await closeRound(context, request.params)
      return { ...(await sendRound(context, reply, request.params.roundId)), withoutReturn }
    },
  )
}
