import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'

/** Reads what a form of a page sends, or whoever asks for a token. */
export const forms = fastifyPlugin((app: FastifyInstance, _options: object, done: () => void) => {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 20_000 },
    (_request, body, parsed) => parsed(null, Object.fromEntries(new URLSearchParams(String(body)))),
  )
  done()
})
