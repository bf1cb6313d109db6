import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'

const nothing = ["'none'"]
const ours = ["'self'"]

/** Headers that let a browser do little: scripts, styles and forms of our own, none of them inside a page, never in a frame, and nothing kept. */
export const safeHeaders = fastifyPlugin(
  async (app: FastifyInstance, { portalUrl }: { portalUrl: string }) => {
    await app.register(helmet, {
      contentSecurityPolicy: {
        useDefaults: false,
        directives: {
          defaultSrc: nothing,
          scriptSrc: ours,
          styleSrc: ours,
          imgSrc: ours,
          formAction: ours,
          baseUri: nothing,
          frameAncestors: nothing,
        },
      },
      // A browser says where a form was sent from to nobody but us, and we need to hear it.
      referrerPolicy: { policy: 'same-origin' },
      xFrameOptions: { action: 'deny' },
      strictTransportSecurity: portalUrl.startsWith('https:') && { maxAge: 365 * 24 * 60 * 60 },
    })
    app.addHook('onSend', async (request, reply, payload) => {
      if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
      reply.header('rollcall-request-id', request.id)
      return payload
    })
  },
)
