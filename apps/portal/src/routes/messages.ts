import { ClearAddress, clearAddress } from '@rollcall/actions/clear-address'
import { leaveMessage } from '@rollcall/actions/leave-message'
import { PauseMessages, pauseMessages } from '@rollcall/actions/pause-messages'
import { readMessage, readMessagesBefore } from '@rollcall/actions/read-messages'
import { readBrokenAddress, readPauses } from '@rollcall/actions/read-post'
import { resendMessage } from '@rollcall/actions/resend-message'
import { ResumeMessages, resumeMessages } from '@rollcall/actions/resume-messages'
import { SettleUnclearMessage, settleUnclearMessage } from '@rollcall/actions/settle-unclear-message'
import type { ListedMessage, MessageFilter } from '@rollcall/database/listed-messages'
import { BrokenAddressId, DataRequestId, MessageId, PersonId, RoundId } from '@rollcall/domain/ids'
import { attemptBecame, messageStates } from '@rollcall/domain/message'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { Paging, paged, pageOf, readCursor } from '../paging.ts'

const Listed = z.object({
  messageId: MessageId,
  kind: z.string().describe('What it is about: `return accepted`'),
  state: z.enum(messageStates),
  person: z.object({ personId: PersonId, name: z.string() }),
  writtenAs: z.enum(['officer', 'signatory', 'cover', 'analyst', 'approver']),
  coversFor: z.string().nullable().describe('For whom a cover stands in'),
  authority: z.object({ code: z.string(), name: z.string() }).nullable().describe('Null: of the office'),
  roundId: RoundId.nullable(),
  dataRequestId: DataRequestId.nullable(),
  resends: MessageId.nullable().describe('The message that was sent again as this one'),
  address: z.string().nullable().describe('Where it was sent; null until then'),
  subject: z.string().nullable(),
  ...{ madeAt: z.date(), sendAfter: z.date(), attempts: z.int(), begunAt: z.date().nullable() },
  ...{ sentAt: z.date().nullable(), settledAt: z.date().nullable() },
  why: z.string().nullable().describe('Why it was not needed, not sent, or came back'),
})
const Message = Listed.extend({
  body: z.string().nullable().describe('Its words, as they were last written'),
  wordingVersion: z.int().nullable().describe('0: the words that Rollcall came with'),
  provider: z.string().nullable(),
  providerId: z.string().nullable(),
  brokenAddressId: BrokenAddressId.nullable().describe('Where the address that they have now does not work'),
  sentAgain: z.array(z.object({ messageId: MessageId, state: z.enum(messageStates), madeAt: z.date() })),
  tries: z
    .array(
      z.object({
        ...{ number: z.int(), begunAt: z.date(), provider: z.string().nullable() },
        became: z.enum(attemptBecame).nullable().describe('Null: nothing has been heard of it yet'),
        becameAt: z.date().nullable(),
        said: z.string().nullable().describe('What whoever carries mail said, in its code'),
      }),
    )
    .describe('Each time it was tried, the first one first'),
  unprovenReports: z
    .int()
    .describe('How many e-mails told of it without the proof that it carried: they changed nothing'),
})
const Broken = z.object({
  brokenAddressId: BrokenAddressId,
  person: z.object({ personId: PersonId, name: z.string() }),
  address: z.string(),
  fault: z.enum(['came back', 'complained about']),
  said: z.string().nullable().describe('What the mail server said, in its code'),
  messageId: MessageId.nullable().describe('The message that came back'),
  foundAt: z.date(),
  clearedAt: z.date().nullable().describe('When somebody said that it works again'),
})
const Pause = z.object({
  roundId: RoundId.nullable().describe('Null: all messages'),
  reason: z.string(),
  pausedBy: z.string(),
  pausedAt: z.date(),
})
const querystring = Paging.extend({
  state: z.enum(messageStates).optional(),
  kind: z.string().max(100).optional(),
  text: z.string().max(100).optional().describe('Some of a name of an authority or a person, or a code'),
  toLookAt: z.enum(['yes']).optional().describe('Only those that somebody has to look at'),
})
type Asked = z.output<typeof querystring>

const shown = <Of extends ListedMessage>({ id, person, personId, authority, code, ...message }: Of) => ({
  ...message,
  messageId: id,
  person: { personId, name: person },
  authority: code === null || authority === null ? null : { code, name: authority },
})

/** What was written to people by e-mail, and what the office does about it. */
export function messageRoutes(app: App, contextFor: ContextFor): void {
  const tags = ['messages']
  const params = z.object({ messageId: MessageId })
  const nothing = { 204: z.null() }

  const listed = async (request: FastifyRequest, asked: Asked, where: Pick<MessageFilter, 'roundId'>) => {
    const { limit, cursor, toLookAt, ...filter } = asked
    const before = readCursor(MessageId, cursor)
    const wanted = { ...filter, ...where, isToLookAt: toLookAt === 'yes' }
    const rows = await readMessagesBefore(contextFor(request), wanted, { limit: limit + 1, before })
    return paged(rows.map(shown), limit, ({ messageId }) => messageId)
  }

  app.get(
    '/messages',
    {
      schema: {
        tags,
        summary: 'What was written to people by e-mail, newest first',
        querystring,
        response: { 200: pageOf(Listed) },
      },
    },
    (request) => listed(request, request.query, {}),
  )

  app.get(
    '/rounds/:roundId/messages',
    {
      schema: {
        tags,
        summary: 'What was written to people by e-mail in a round, newest first',
        params: z.object({ roundId: RoundId }),
        querystring,
        response: { 200: pageOf(Listed) },
      },
    },
    (request) => listed(request, request.query, request.params),
  )

  app.get(
    '/messages/:messageId',
    { schema: { tags, summary: 'One message with its words', params, response: { 200: Message } } },
    async (request) => {
      const message = await readMessage(contextFor(request), request.params.messageId)
      const sentAgain = message.sentAgain.map(({ id, state, madeAt }) => ({ messageId: id, state, madeAt }))
      return { ...shown(message), sentAgain }
    },
  )

  app.post(
    '/messages/:messageId/resending',
    {
      schema: {
        tags,
        summary: 'Sends a message again, as another one',
        params,
        response: { 201: z.object({ messageId: MessageId }) },
      },
    },
    async (request, reply) =>
      reply.status(201).send(await resendMessage(contextFor(request), request.params)),
  )

  app.post(
    '/messages/:messageId/settlement',
    {
      schema: {
        tags,
        summary: 'Says whether an unclear message arrived; one that did not goes again',
        params,
        body: SettleUnclearMessage.omit({ messageId: true }),
        response: nothing,
      },
    },
    async (request, reply) => {
      await settleUnclearMessage(contextFor(request), { ...request.params, ...request.body })
      return reply.status(204).send(null)
    },
  )

  app.post(
    '/messages/:messageId/leaving',
    {
      schema: {
        tags,
        summary: 'Says that nothing has to be done about a message that did not arrive',
        params,
        response: nothing,
      },
    },
    async (request, reply) => {
      await leaveMessage(contextFor(request), request.params)
      return reply.status(204).send(null)
    },
  )

  app.get(
    '/broken-addresses/:brokenAddressId',
    {
      schema: {
        tags,
        summary: 'An address that did not work',
        params: ClearAddress,
        response: { 200: Broken },
      },
    },
    async (request) => {
      const { id, person, personId, ...broken } = await readBrokenAddress(
        contextFor(request),
        request.params.brokenAddressId,
      )
      return { ...broken, brokenAddressId: id, person: { personId, name: person } }
    },
  )

  app.post(
    '/broken-addresses/:brokenAddressId/clearing',
    {
      schema: { tags, summary: 'Says that an address works again', params: ClearAddress, response: nothing },
    },
    async (request, reply) => {
      await clearAddress(contextFor(request), request.params)
      return reply.status(204).send(null)
    },
  )

  app.get(
    '/message-pauses',
    {
      schema: { tags, summary: 'What is paused', response: { 200: z.object({ items: z.array(Pause) }) } },
    },
    async (request) => ({ items: await readPauses(contextFor(request)) }),
  )

  app.post(
    '/message-pauses',
    {
      schema: {
        tags,
        summary: 'Pauses the messages of a round, or all',
        body: PauseMessages,
        response: nothing,
      },
    },
    async (request, reply) => {
      await pauseMessages(contextFor(request), request.body)
      return reply.status(204).send(null)
    },
  )

  app.post(
    '/message-pauses/ending',
    {
      schema: {
        tags,
        summary: 'Has the messages of a round, or all, go on',
        body: ResumeMessages,
        response: nothing,
      },
    },
    async (request, reply) => {
      await resumeMessages(contextFor(request), request.body)
      return reply.status(204).send(null)
    },
  )
}
