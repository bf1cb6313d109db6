import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { askerOf, type Services } from './app.ts'

/** Finds out who sends each request. */
export const knowAsker = fastifyPlugin(
  (app: FastifyInstance, { authenticate }: Pick<Services, 'authenticate'>, done: () => void) => {
    app.decorateRequest('asker')
    app.decorateRequest('refused')
    app.addHook('onRequest', async (request) => {
      const { probe, asset } = request.routeOptions.config
      if (probe || asset) return
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

/** Lets nobody unknown near a route that is not open to all. Asked before a body is read. */
export const signedInOnly = fastifyPlugin((app: FastifyInstance, _options: object, done: () => void) => {
  app.addHook('preParsing', async (request) => {
    if (!request.is404 && !request.routeOptions.config.open) askerOf(request)
  })
  done()
})
