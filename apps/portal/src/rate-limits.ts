import rateLimit from '@fastify/rate-limit'
import { Problem } from '@rollcall/domain/problem'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { httpProblems } from './http-problem.ts'

/** How often each may ask in a minute. */
export interface Limits {
  /** Reading, by one membership or client. */
  readonly reads: number
  /** Everything else, by one membership or client. */
  readonly changes: number
  /** By one address, where nobody has signed in. */
  readonly unknown: number
  /** Tokens, cookies, assertions and links that did not hold, from one address. After these it is not even looked at what comes. */
  readonly guesses: number
}

export const usualLimits: Limits = { reads: 3000, changes: 1200, unknown: 1200, guesses: 60 }

declare module 'fastify' {
  interface FastifyRequest {
    /** Counts one more try of this address that did not hold. */
    countGuess: () => Promise<void>
  }
}

/**
 * Counts who asks how often, before any body is read. Each portal counts for itself, so two portals allow twice as much; what must not be
 * tried twice at all (a sign-in link, an assertion) is held by the database.
 */
export const rateLimits = fastifyPlugin(async (app: FastifyInstance, limits: Limits) => {
  await app.register(rateLimit, { global: false, cache: 20_000 })
  const timeWindow = 60_000
  const asked = app.createRateLimit({
    timeWindow,
    keyGenerator: (request) => `${kindOf(request)} of ${request.asker?.membershipId ?? request.ip}`,
    max: (request) => limits[kindOf(request)],
  })
  const guessed = app.createRateLimit({
    timeWindow,
    keyGenerator: (request) => request.ip,
    max: limits.guesses,
  })

  app.decorateRequest('countGuess', async function countGuess() {
    await guessed(this)
  })
  app.addHook('onRequest', async (request) => {
    const { probe, asset } = request.routeOptions.config
    if (probe || asset) return
    if (request.refused instanceof Problem) await request.countGuess()
    if (!request.asker) mustBeWithin(await guessed(request, { increment: false }))
    mustBeWithin(await asked(request))
  })
})

function kindOf({ asker, method }: FastifyRequest): 'reads' | 'changes' | 'unknown' {
  if (!asker) return 'unknown'
  return method === 'GET' || method === 'HEAD' ? 'reads' : 'changes'
}

type Counted = Awaited<ReturnType<ReturnType<FastifyInstance['createRateLimit']>>>

function mustBeWithin(counted: Counted): void {
  if (!counted.isAllowed && counted.isExceeded)
    throw httpProblems.tooMany({ seconds: Math.max(1, counted.ttlInSeconds) })
}
