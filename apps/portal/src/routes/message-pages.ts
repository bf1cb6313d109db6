import { transact } from '@rollcall/actions/context'
import { readEveryMessage, readMessage, readRoundMessages } from '@rollcall/actions/read-messages'
import { readMessagesOfAuthority, readPost } from '@rollcall/actions/read-post'
import { getAuthority } from '@rollcall/database/known-authorities'
import { getRound } from '@rollcall/database/rounds'
import { MessageId, RoundId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inOffice } from '../in-office.ts'
import { liveMessages } from '../live-round.ts'
import { filterOf, MessageQuery } from '../message-view.ts'
import { DoneQuery } from '../page-forms.ts'
import { authorityMessagesPage } from '../pages/authority-messages-page.ts'
import { doneWords } from '../pages/done.ts'
import { messagePage } from '../pages/message-page.ts'
import { postPage } from '../pages/post-page.ts'
import { roundMessagesPage } from '../pages/round-messages-page.ts'
import { readerOf } from '../reader.ts'
import { sendMessageList } from '../send-message-list.ts'

const ofRound = z.object({ roundId: RoundId })
const ofAuthority = z.object({ code: z.string().min(1).max(50) })
const params = z.object({ messageId: MessageId })
const querystring = MessageQuery.extend(DoneQuery.shape)
const file = { config: { givesFile: true } }

/** What was written to people by e-mail, as the office sees it: of a round, of an authority, and all of it. */
export function messagePageRoutes(app: App, contextFor: ContextFor): void {
  app.get(
    '/rounds/:roundId/messages',
    { schema: { hide: true, params: ofRound, querystring } },
    async (request) => {
      inOffice(request)
      const context = contextFor(request)
      const { roundId } = request.params
      const { done, ...view } = request.query
      const live = await liveMessages(context)
      const read = await readRoundMessages(context, { ...filterOf(view), roundId })
      return roundMessagesPage({ ...read, reader: readerOf(request), live, view, done: doneWords(done) })
    },
  )

  app.get('/messages', { schema: { hide: true, querystring } }, async (request) => {
    inOffice(request)
    const { done, ...view } = request.query
    const context = contextFor(request)
    const live = await liveMessages(context)
    const read = await readPost(context, filterOf(view))
    return postPage({ ...read, reader: readerOf(request), live, view, done: doneWords(done) })
  })

  app.get(
    '/authorities/:code/messages',
    { schema: { hide: true, params: ofAuthority, querystring: MessageQuery } },
    async (request) => {
      inOffice(request)
      const view = request.query
      const context = contextFor(request)
      const live = await liveMessages(context)
      const read = await readMessagesOfAuthority(context, { ...filterOf(view), ...request.params })
      return authorityMessagesPage({ ...read, reader: readerOf(request), live, view })
    },
  )

  app.get(
    '/messages/:messageId',
    { schema: { hide: true, params, querystring: DoneQuery } },
    async (request) => {
      inOffice(request)
      const message = await readMessage(contextFor(request), request.params.messageId)
      return messagePage({ reader: readerOf(request), message, done: doneWords(request.query.done) })
    },
  )

  app.get(
    '/rounds/:roundId/messages.csv',
    { ...file, schema: { hide: true, params: ofRound, querystring: MessageQuery } },
    async (request, reply) => {
      inOffice(request)
      const context = contextFor(request)
      const { roundId } = request.params
      const { collectionId, referenceOn } = await transact(context, (trx) => getRound(trx, roundId))
      const messages = readEveryMessage(context, { ...filterOf(request.query), roundId })
      return sendMessageList(reply, messages, `${collectionId}-${referenceOn}-messages.csv`)
    },
  )

  app.get(
    '/messages.csv',
    { ...file, schema: { hide: true, querystring: MessageQuery } },
    async (request, reply) => {
      inOffice(request)
      return sendMessageList(
        reply,
        readEveryMessage(contextFor(request), filterOf(request.query)),
        'messages.csv',
      )
    },
  )

  app.get(
    '/authorities/:code/messages.csv',
    { ...file, schema: { hide: true, params: ofAuthority, querystring: MessageQuery } },
    async (request, reply) => {
      inOffice(request)
      const context = contextFor(request)
      const { id: authorityId } = await transact(context, (trx) => getAuthority(trx, request.params.code))
      const messages = readEveryMessage(context, { ...filterOf(request.query), authorityId })
      return sendMessageList(reply, messages, `messages-to-${encodeURIComponent(request.params.code)}.csv`)
    },
  )
}
