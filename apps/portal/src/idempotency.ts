import { createHash } from 'node:crypto'
import {
  beginOnce,
  forgetOldAnswers,
  forgetOnce,
  type KeptAnswer,
  keepAlive,
  keepAnswer,
  lockKeptAnswer,
  type OnceOnly,
} from '@rollcall/database/idempotency-keys'
import { asViewer } from '@rollcall/database/transaction'
import { problems } from '@rollcall/domain/problems'
import { system } from '@rollcall/domain/viewer'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { askerOf, type Services } from './app.ts'
import { httpProblems } from './http-problem.ts'
import { hashOfFile } from './uploads.ts'

/** How long an answer is kept. */
const keptMs = 24 * 60 * 60_000
const keptHeaders = ['content-type', 'location', 'etag'] as const

declare module 'fastify' {
  interface FastifyRequest {
    /** The key this request is being done under, once. */
    once: OnceOnly | undefined
    /** Whether a portal has done this request already, and the answer was lost. */
    wasDone: boolean
  }
}

type Given = Pick<Services, 'db' | 'clock' | 'log' | 'deadAfterMs'>

/**
 * Does each POST with an Idempotency-Key once: whoever asks again is given the first answer again. Only answers that something was done
 * are kept. A refusal has changed nothing, so it is asked anew.
 */
export const idempotency = fastifyPlugin(
  (app: FastifyInstance, { db, clock, log, deadAfterMs = 15_000 }: Given, done: () => void) => {
    const running = new Set<OnceOnly>()
    const work = (what: Parameters<typeof asViewer<void>>[2]) =>
      asViewer(db, system, what).catch((error: unknown) =>
        log.warn({ err: error }, 'answers kept for retries could not be looked after'),
      )
    app.decorateRequest('once')
    app.decorateRequest('wasDone', false)

    app.addHook('preHandler', async (request, reply) => {
      const key = request.headers['idempotency-key'] ?? keyOfForm(request)
      const { open, holdsRows } = request.routeOptions.config
      if (key === undefined || request.method !== 'POST' || open || holdsRows) return undefined
      if (typeof key !== 'string' || !/^[\x21-\x7e]{1,200}$/.test(key)) throw httpProblems.keyWrong()

      const once = { holder: holderOf(request), key }
      const kept = await begin(request, once)
      if (kept) return await answerAgain(request, reply, kept)
      request.once = once
      running.add(once)
      return undefined
    })

    /** The answer that was given before; nothing where this is the first request, or takes over from a portal that died. */
    const begin = (request: FastifyRequest, once: OnceOnly): Promise<KeptAnswer | undefined> =>
      asViewer(db, system, async (trx) => {
        const now = clock.now()
        const requestHash = hashOf(request)
        if (await beginOnce(trx, once, { requestHash, now })) return undefined
        const kept = await lockKeptAnswer(trx, once)
        const answer = answerIn(kept, { requestHash, now, deadAfterMs })
        if (answer) return answer
        request.wasDone = typeof kept?.doneIn === 'string'
        // A file has a receipt to be given again.
        if (request.wasDone && !request.isMultipart()) throw problems.doneBefore()
        await keepAlive(trx, [once], now)
        return undefined
      })

    app.addHook('onSend', async (request, reply, payload) => {
      const { once } = request
      if (once === undefined) return payload
      const isDone = reply.statusCode >= 200 && reply.statusCode < 400
      const body = payload ?? ''
      // From here on it gives no more signs of life, so that it can be asked for again even where this fails.
      running.delete(once)
      request.once = undefined
      // An answer that cannot be kept is given all the same: whoever asks again is told that it was done.
      await work(async (trx) => {
        if (isDone && typeof body === 'string')
          await keepAnswer(trx, once, { status: reply.statusCode, headers: headersOf(reply), body })
        else await forgetOnce(trx, once)
      })
      return payload
    })

    const beating = setInterval(() => {
      if (running.size > 0) void work((trx) => keepAlive(trx, [...running], clock.now()))
    }, deadAfterMs / 4)
    const forgetting = setInterval(() => {
      void work((trx) => forgetOldAnswers(trx, new Date(clock.now().getTime() - keptMs)))
    }, 60 * 60_000)
    beating.unref()
    forgetting.unref()
    app.addHook('onClose', async () => {
      clearInterval(beating)
      clearInterval(forgetting)
    })
    done()
  },
)

/** The answer of a request that is done; nothing where the portal that was doing it died. Otherwise it is refused. */
function answerIn(
  kept: KeptAnswer | undefined,
  { requestHash, now, deadAfterMs }: { requestHash: string; now: Date; deadAfterMs: number },
): KeptAnswer | undefined {
  // Without a row it has come to nothing in this very moment.
  if (kept === undefined) throw httpProblems.stillRunning()
  if (kept.requestHash !== requestHash) throw httpProblems.keyReused()
  if (kept.status !== null) return kept
  if (now.getTime() - kept.createdAt.getTime() < deadAfterMs) throw httpProblems.stillRunning()
  return undefined
}

/** The key of a page's form: one press of its button, with what was typed. Typed anew, it is another thing to do. */
function keyOfForm(request: FastifyRequest): string | undefined {
  const { query, body, url } = request
  const { once } = query as { readonly once?: unknown }
  if (typeof once !== 'string' || url.startsWith('/api/') || request.isMultipart()) return undefined
  return createHash('sha256')
    .update(`${once}\n${JSON.stringify(body)}`)
    .digest('hex')
}

/** Whose keys these are: two people, or two systems, may choose the same. */
function holderOf(request: FastifyRequest): string {
  const { viewer, membershipId } = askerOf(request)
  return viewer.clientId ? `client ${viewer.clientId}` : `membership ${membershipId}`
}

/** What is asked. A file is still on its way: it is compared when its answer is given again. What a route does not read says nothing. */
function hashOf(request: FastifyRequest): string {
  const isRead = request.routeOptions.schema?.body !== undefined
  const body = request.isMultipart() ? 'file' : JSON.stringify((isRead && request.body) || null)
  return createHash('sha256').update(`${request.method} ${request.url}\n${body}`).digest('hex')
}

async function answerAgain(
  request: FastifyRequest,
  reply: FastifyReply,
  { status, headers, body }: KeptAnswer,
): Promise<FastifyReply> {
  if (request.isMultipart() && body && (await hashOfFile(request)) !== sha256In(body))
    throw httpProblems.keyReused()
  return reply
    .status(status ?? 200)
    .headers({ ...headers, 'idempotency-replayed': 'true' })
    .serializer(String)
    .send(body)
}

const sha256In = (body: string): unknown => (JSON.parse(body) as { readonly sha256?: string }).sha256

function headersOf(reply: FastifyReply): Record<string, string> {
  return Object.fromEntries(
    keptHeaders.flatMap((name) => {
      const value = reply.getHeader(name)
      return value === undefined ? [] : [[name, String(value)]]
    }),
  )
}
