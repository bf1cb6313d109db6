import { Problem } from '@rollcall/domain/problem'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { askerOf, type Services } from './app.ts'
import { answerUnsent, hasFile, whyUnsent } from './unsent-forms.ts'

/** Finds out who sends each request. */
export const knowAsker = fastifyPlugin(
  (app: FastifyInstance, { authenticate }: Pick<Services, 'authenticate'>, done: () => void) => {
    app.decorateRequest('asker')
    app.decorateRequest('refused')
    app.addHook('onRequest', async (request) => {
      const { probe, asset, ownToken } = request.routeOptions.config
      if (probe || asset || ownToken) return
      try {
        request.asker = await authenticate(request)
      } catch (error) {
        // Told once the request has been counted: guessing has its limits too.
        request.refused = error as Error
      }
    })
    done()
  },
)

/** Whoever opens a page is sent to sign in, and comes back to it. */
const isPageToRead = ({ method, routeOptions }: FastifyRequest): boolean =>
  method === 'GET' && routeOptions.url?.startsWith('/api/') === false

const isForAll = ({ is404, routeOptions }: FastifyRequest): boolean =>
  is404 || routeOptions.config.open === true

/**
 * Lets nobody unknown near a route that is not open to all. Asked before a body is read; only what somebody typed into a form of ours is read,
 * to be given back to them.
 */
export const signedInOnly = fastifyPlugin(
  (app: FastifyInstance, { db, portalUrl }: Pick<Services, 'db' | 'portalUrl'>, done: () => void) => {
    app.addHook('preParsing', async (request, reply) => {
      if (isForAll(request)) return
      const isLost = request.refused !== undefined && !(request.refused instanceof Problem)
      if (isPageToRead(request) && request.asker === undefined && !isLost)
        return await reply.redirect(`/sign-in?next=${encodeURIComponent(request.url)}`, 303)
      if (whyUnsent(request, portalUrl) === undefined) askerOf(request)
      else if (hasFile(request)) return await answerUnsent(request, reply, db)
    })
    app.addHook('preValidation', async (request, reply) => {
      if (isForAll(request)) return
      if (whyUnsent(request, portalUrl) !== undefined) return await answerUnsent(request, reply, db)
      askerOf(request)
    })
    done()
  },
)
