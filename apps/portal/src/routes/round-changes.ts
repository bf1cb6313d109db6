import { PassThrough } from 'node:stream'
import { readMessagesMark, readRoundMark } from '@rollcall/actions/read-round-mark'
import { ofMessages, ofWords } from '@rollcall/database/round-marks'
import { RoundId } from '@rollcall/domain/ids'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { type App, askerOf, type ContextFor, type Services } from '../app.ts'
import { httpProblems } from '../http-problem.ts'
import { inOffice } from '../in-office.ts'

/** After so long a stream ends and the browser asks for another, so that whoever was signed out meanwhile hears no more. */
const longestMs = 60_000
/** Something is said at least so often, or what stands between could take the line for dead. */
const quietMs = 20_000
/** Changes are told at most so often. */
const pauseMs = 1000
const mostOfOnePerson = 10
const mostInAll = 500

/** Something that pages watch. */
interface Watched {
  /** As it is told of: the id of a round, messages or words. */
  readonly what: readonly string[]
  /** How it stands now. */
  readonly mark: () => Promise<string>
}

/**
 * Tells a page, as server-sent events, that something of its round or about messages has changed: with a mark, and nothing of what it
 * was. Listening is no use of a session.
 */
export function roundChangeRoutes(
  app: App,
  { changes }: Pick<Services, 'changes'>,
  contextFor: ContextFor,
): void {
  const streams = new Map<PassThrough, string>()
  app.addHook('preClose', async () => {
    for (const stream of streams.keys()) stream.end()
  })

  app.get(
    '/rounds/:roundId/changes',
    { config: { isNoUse: true }, schema: { hide: true, params: z.object({ roundId: RoundId }) } },
    async (request, reply) => {
      inOffice(request)
      const { roundId } = request.params
      return await tellOf(request, reply, {
        what: [roundId, ofWords],
        mark: () => readRoundMark(contextFor(request), roundId),
      })
    },
  )

  app.get(
    '/messages/changes',
    { config: { isNoUse: true }, schema: { hide: true } },
    async (request, reply) => {
      inOffice(request)
      return await tellOf(request, reply, {
        what: [ofMessages],
        mark: () => readMessagesMark(contextFor(request)),
      })
    },
  )

  async function tellOf(request: FastifyRequest, reply: FastifyReply, { what, mark }: Watched) {
    await mark()
    const { membershipId } = askerOf(request)
    const own = [...streams.values()].filter((whose) => whose === membershipId)
    if (own.length >= mostOfOnePerson || streams.size >= mostInAll)
      throw httpProblems.tooMany({ seconds: longestMs / 1000 })

    const stream = new PassThrough()
    streams.set(stream, membershipId)
    const tell = spacedOut(() =>
      mark().then(
        (now) => {
          if (stream.writable) stream.write(`event: mark\ndata: ${now}\n\n`)
          // Where nobody tells us of changes, the browser asks now and then.
          if (changes === undefined) stream.end()
        },
        // Whoever may not read this any more is told so when they ask again.
        () => stream.end(),
      ),
    )
    const stopWatching = what.map((one) => changes?.watch(one, tell))
    const timers = [
      setInterval(() => stream.write(': still here\n\n'), quietMs),
      setTimeout(() => stream.end(), longestMs),
    ]
    stream.once('close', () => {
      for (const stop of stopWatching) stop?.()
      for (const timer of timers) clearTimeout(timer)
      streams.delete(stream)
    })
    stream.write(`retry: ${changes === undefined ? 30_000 : 1000}\n\n`)
    // It is watched by now, so what changes after this mark was read is told as well.
    tell()
    return await reply.type('text/event-stream').header('x-accel-buffering', 'no').send(stream)
  }
}

/** Does something at once, and then at most once in a while: asked for meanwhile, it is done when the while is over. */
function spacedOut(work: () => Promise<unknown>): () => void {
  let isBusy = false
  let isWanted = false
  const begin = (): void => {
    isBusy = true
    isWanted = false
    void work().finally(() =>
      setTimeout(() => {
        isBusy = false
        if (isWanted) begin()
      }, pauseMs).unref(),
    )
  }
  return () => {
    if (isBusy) isWanted = true
    else begin()
  }
}
