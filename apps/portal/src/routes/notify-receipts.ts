import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context } from '@rollcall/actions/context'
import { type NoteDelivery, noteDelivery } from '@rollcall/actions/note-delivery'
import { MessageId } from '@rollcall/domain/ids'
import { Problem } from '@rollcall/domain/problem'
import { problems } from '@rollcall/domain/problems'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App, Services } from '../app.ts'
import { httpProblems } from '../http-problem.ts'

/** What GOV.UK Notify says of a message. It says more than this, as the address, which is not looked at. */
const Receipt = z.object({
  /** Ours; null for what somebody sent from Notify's own pages. */
  reference: z.string().nullish(),
  status: z.string(),
})

type Told = Pick<NoteDelivery, 'became' | 'said'>

// https://docs.notifications.service.gov.uk, "Delivery receipts": after each of these Notify does no more.
const meanings: Readonly<Record<string, Told>> = {
  delivered: { became: 'delivered', said: 'delivered' },
  'permanent-failure': { became: 'came back', said: 'permanent-failure' },
  'temporary-failure': {
    became: 'given up',
    said: 'Notify tried for three days. The inbox may be full, or a filter may have stopped it.',
  },
  'technical-failure': {
    became: 'given up',
    said: 'Something broke between Notify and whoever it sends by.',
  },
}

/** Where Notify tells what became of messages: nobody else knows the token. */
export function notifyReceiptRoutes(
  app: App,
  { notifyToken, log }: Pick<Services, 'notifyToken' | 'log'>,
  systemContext: () => Context,
): void {
  // Asked before the body is read.
  const onRequest = async (request: FastifyRequest) => {
    if (notifyToken === undefined) throw httpProblems.noSuchAddress()
    if (isSame(tokenOf(request), notifyToken)) return
    await request.countGuess()
    throw problems.signedOut()
  }
  app.post(
    '/notify/receipts',
    { config: { open: true, ownToken: true }, onRequest, schema: { hide: true, body: Receipt } },
    async (request, reply) => {
      const told = meanings[request.body.status]
      const { success: isOurs, data: messageId } = MessageId.safeParse(request.body.reference)
      // What is not of a message of ours is taken, or Notify would tell it again and again.
      if (told !== undefined && isOurs) await note({ messageId, ...told })
      return reply.status(204).send()
    },
  )

  async function note(delivery: NoteDelivery): Promise<void> {
    try {
      await noteDelivery(systemContext(), delivery)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      log.warn({ messageId: delivery.messageId }, 'Notify told of a message that we do not know')
    }
  }
}

const tokenOf = ({ headers }: FastifyRequest): string =>
  /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? ''

/** Takes as long for any two texts, whatever is the same in them. */
const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(createHash('sha256').update(one).digest(), createHash('sha256').update(other).digest())
