import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'

const nothing = ["'none'"]
const ours = ["'self'"]

/** What a browser may do with a page of ours, with those that do more, and with what such a page has within it. */
const policies = {
  page: {
    defaultSrc: nothing,
    scriptSrc: ours,
    styleSrc: ours,
    imgSrc: ours,
    connectSrc: ours,
    formAction: ours,
    baseUri: nothing,
    frameAncestors: nothing,
  },
  get pageThatReadsAFile() {
    return { ...this.page, workerSrc: ours, connectSrc: nothing }
  },
  workerThatReadsAFile: { defaultSrc: nothing, connectSrc: nothing },
  get pageWithAnEmail() {
    return { ...this.page, frameSrc: ours }
  },
  // As mail programs show it: its own styles, and nothing else. It stands in a page of ours alone, and does nothing there.
  email: { defaultSrc: nothing, styleSrc: ["'unsafe-inline'"], frameAncestors: ours, sandbox: [] },
}

/** The headers of one route, where its policy is another than that of most pages. */
export const withPolicy = (of: Exclude<keyof typeof policies, 'page'>) => ({
  contentSecurityPolicy: { useDefaults: false, directives: policies[of] },
  ...(of === 'email' && { xFrameOptions: { action: 'sameorigin' as const }, originAgentCluster: false }),
})

/** Headers that let a browser do little: scripts, styles and forms of our own, none of them inside a page, never in a frame, and nothing kept. */
export const safeHeaders = fastifyPlugin(
  async (app: FastifyInstance, { portalUrl }: { portalUrl: string }) => {
    await app.register(helmet, {
      contentSecurityPolicy: {
        useDefaults: false,
        directives: policies.page,
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
