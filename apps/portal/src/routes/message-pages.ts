import { readEveryMessage, readMessage, readRoundMessages } from '@rollcall/actions/read-messages'
import { MessageId, RoundId } from '@rollcall/domain/ids'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inOffice } from '../in-office.ts'
import { MessageQuery } from '../message-view.ts'
import { DoneQuery } from '../page-forms.ts'
import { doneWords } from '../pages/done.ts'
import { messagePage } from '../pages/message-page.ts'
import { roundMessagesPage } from '../pages/round-messages-page.ts'
import { readerOf } from '../reader.ts'
import { sendMessageList } from '../send-message-list.ts'

const ofRound = z.object({ roundId: RoundId })
const params = z.object({ messageId: MessageId })
const querystring = MessageQuery.extend(DoneQuery.shape)

/** What was written to people by e-mail, as the office sees it. */
export function messagePageRoutes(app: App, contextFor: ContextFor): void {
  app.get(
    '/rounds/:roundId/messages',
    { schema: { hide: true, params: ofRound, querystring } },
    async (request) => {
      inOffice(request)
      const { done, ...view } = request.query
      const read = await readRoundMessages(contextFor(request), { ...request.params, ...view })
      return roundMessagesPage({ ...read, reader: readerOf(request), view, done: doneWords(done) })
    },
  )

  app.get(
    '/rounds/:roundId/messages.csv',
    { config: { givesFile: true }, schema: { hide: true, params: ofRound, querystring: MessageQuery } },
    async (request, reply) => {
      inOffice(request)
      const context = contextFor(request)
      const { page: _, ...narrowed } = request.query
      const filter = { ...narrowed, roundId: request.params.roundId }
      const { round } = await readRoundMessages(context, { ...filter, page: 1 })
      const fileName = `${round.collectionId}-${round.referenceOn}-messages.csv`
      return sendMessageList(reply, readEveryMessage(context, filter), fileName)
    },
  )

  app.get('/messages/:messageId', { schema: { hide: true, params } }, async (request) => {
    inOffice(request)
    const message = await readMessage(contextFor(request), request.params.messageId)
    return messagePage({ reader: readerOf(request), message })
  })
}
