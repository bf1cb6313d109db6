import { clearAddress } from '@rollcall/actions/clear-address'
import { type Context, transact } from '@rollcall/actions/context'
import { leaveMessage } from '@rollcall/actions/leave-message'
import { PauseMessages, pauseMessages } from '@rollcall/actions/pause-messages'
import { readMessage } from '@rollcall/actions/read-messages'
import { readBrokenAddress } from '@rollcall/actions/read-post'
import { resendMessage } from '@rollcall/actions/resend-message'
import { resumeMessages } from '@rollcall/actions/resume-messages'
import { SettleUnclearMessage, settleUnclearMessage } from '@rollcall/actions/settle-unclear-message'
import { getRound } from '@rollcall/database/rounds'
import { BrokenAddressId, MessageId, RoundId } from '@rollcall/domain/ids'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App, ContextFor } from '../app.ts'
import { inOffice } from '../in-office.ts'
import {
  attempt,
  DoneQuery,
  FormBody,
  type NotAccepted,
  notAccepted,
  PageQuery,
  readForm,
  typedIn,
} from '../page-forms.ts'
import { brokenAddressPage } from '../pages/broken-address-page.ts'
import { doneWords } from '../pages/done.ts'
import { messagePage } from '../pages/message-page.ts'
import { pausePage } from '../pages/pause-page.ts'
import { pauseAddress } from '../pages/pauses.ts'
import { readerOf } from '../reader.ts'

const params = z.object({ messageId: MessageId })
const ofAddress = z.object({ brokenAddressId: BrokenAddressId })
const ofRound = z.object({ roundId: RoundId })
const sent = { hide: true, querystring: PageQuery, body: FormBody }
const Settled = SettleUnclearMessage.pick({ became: true })
const Reason = PauseMessages.pick({ reason: true })

/** What somebody of the office does about e-mail: one message, an address, or all that waits. */
export function messageActRoutes(app: App, contextFor: ContextFor): void {
  const one = '/messages/:messageId'
  const schema = { ...sent, params }

  /** Does something about a message and goes to a page that says so, or gives the message back with what is wrong. */
  const about = async (
    request: FastifyRequest,
    reply: FastifyReply,
    messageId: MessageId,
    act: (context: Context) => Promise<{ readonly ok: true; readonly to: string } | NotAccepted>,
  ) => {
    inOffice(request)
    const context = contextFor(request)
    const done = await act(context)
    if (done.ok) return reply.redirect(done.to, 303)
    const message = await readMessage(context, messageId)
    return notAccepted(reply, messagePage({ reader: readerOf(request), message, mistakes: done.mistakes }))
  }

  app.post(`${one}/resend`, { schema }, async (request, reply) => {
    const { messageId } = request.params
    return await about(request, reply, messageId, async (context) => {
      const again = await attempt(() => resendMessage(context, { messageId }))
      return again.ok ? { ok: true, to: `/messages/${again.value.messageId}?done=message-again` } : again
    })
  })

  app.post(`${one}/settle`, { schema }, async (request, reply) => {
    const { messageId } = request.params
    return await about(request, reply, messageId, async (context) => {
      const typed = readForm(Settled, { became: typedIn(request.body, 'became') })
      if (!typed.ok) return typed
      const settled = await attempt(() => settleUnclearMessage(context, { messageId, ...typed.input }))
      const word = typed.input.became === 'arrived' ? 'message-arrived' : 'message-goes'
      return settled.ok ? { ok: true, to: `/messages/${messageId}?done=${word}` } : settled
    })
  })

  app.post(`${one}/leave`, { schema }, async (request, reply) => {
    const { messageId } = request.params
    return await about(request, reply, messageId, async (context) => {
      const left = await attempt(() => leaveMessage(context, { messageId }))
      return left.ok ? { ok: true, to: `/messages/${messageId}?done=message-left` } : left
    })
  })

  const address = '/addresses/:brokenAddressId'
  app.get(address, { schema: { hide: true, params: ofAddress, querystring: DoneQuery } }, async (request) => {
    inOffice(request)
    const broken = await readBrokenAddress(contextFor(request), request.params.brokenAddressId)
    return brokenAddressPage({ reader: readerOf(request), broken, done: doneWords(request.query.done) })
  })

  app.post(`${address}/works`, { schema: { ...sent, params: ofAddress } }, async (request, reply) => {
    inOffice(request)
    const context = contextFor(request)
    const { brokenAddressId } = request.params
    const done = await attempt(() => clearAddress(context, { brokenAddressId }))
    if (done.ok) return reply.redirect(`/addresses/${brokenAddressId}?done=address-works`, 303)
    const broken = await readBrokenAddress(context, brokenAddressId)
    const { mistakes } = done
    return notAccepted(reply, brokenAddressPage({ reader: readerOf(request), broken, mistakes }))
  })

  pausing(app, contextFor)
}

/** Holds messages back and has them go on: of a round, or all. */
function pausing(app: App, contextFor: ContextFor): void {
  const roundOf = async (context: Context, roundId: RoundId | undefined) =>
    roundId && (await transact(context, (trx) => getRound(trx, roundId)))

  const form = async (request: FastifyRequest, roundId?: RoundId) => {
    inOffice(request)
    return pausePage({ reader: readerOf(request), round: await roundOf(contextFor(request), roundId) })
  }
  const pause = async (request: FastifyRequest, reply: FastifyReply, body: FormBody, roundId?: RoundId) => {
    inOffice(request)
    const context = contextFor(request)
    const reason = typedIn(body, 'reason')
    const typed = readForm(Reason, { reason: reason ?? '' })
    const done = typed.ok
      ? await attempt(() => pauseMessages(context, { ...(roundId && { roundId }), ...typed.input }), 'reason')
      : typed
    if (done.ok) return reply.redirect(`${pauseAddress(roundId ?? null)}?done=messages-paused`, 303)
    const round = await roundOf(context, roundId)
    const { mistakes } = done
    return notAccepted(reply, pausePage({ reader: readerOf(request), round, reason, mistakes }))
  }
  const resume = async (request: FastifyRequest, reply: FastifyReply, roundId?: RoundId) => {
    inOffice(request)
    // Whoever is second finds that they go on already.
    await attempt(() => resumeMessages(contextFor(request), { ...(roundId && { roundId }) }))
    return reply.redirect(`${pauseAddress(roundId ?? null)}?done=messages-resumed`, 303)
  }

  app.get('/messages/pause', { schema: { hide: true } }, (request) => form(request))
  app.post('/messages/pause', { schema: sent }, (request, reply) => pause(request, reply, request.body))
  app.post('/messages/resume', { schema: sent }, (request, reply) => resume(request, reply))

  const schema = { ...sent, params: ofRound }
  app.get('/rounds/:roundId/messages/pause', { schema: { hide: true, params: ofRound } }, (request) =>
    form(request, request.params.roundId),
  )
  app.post('/rounds/:roundId/messages/pause', { schema }, (request, reply) =>
    pause(request, reply, request.body, request.params.roundId),
  )
  app.post('/rounds/:roundId/messages/resume', { schema }, (request, reply) =>
    resume(request, reply, request.params.roundId),
  )
}
