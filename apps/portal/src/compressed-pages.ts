import type { FastifyInstance, FastifyRequest } from 'fastify'
import fastifyPlugin from 'fastify-plugin'
import { compress, encodingFor } from './encodings.ts'

/** Below this there is nothing to gain. */
const leastCharacters = 1000

/** Compresses pages on their way out. Other answers hold returns and secrets, and stay as they are. */
export const compressedPages = fastifyPlugin((app: FastifyInstance, _options: object, done: () => void) => {
  app.addHook('onSend', async (request, reply, payload) => {
    const isPage = String(reply.getHeader('content-type')).startsWith('text/html')
    if (!isPage || typeof payload !== 'string') return payload
    reply.header('vary', 'accept-encoding, sec-fetch-site')
    const encoding = encodingFor(request.headers['accept-encoding'])
    if (!encoding || payload.length < leastCharacters || !mayCompress(request)) return payload
    reply.header('content-encoding', encoding)
    reply.removeHeader('content-length')
    return await compress(payload, encoding, 'quick')
  })
  done()
})

/**
 * How well a page compresses tells something of what is in it. Another site that makes somebody's browser ask for a page, again and again, and
 * sees how long the answers are, could guess it letter by letter (BREACH). So what one person alone may read is compressed for our own pages only.
 */
const mayCompress = ({ headers }: FastifyRequest): boolean =>
  headers['sec-fetch-site'] === 'same-origin' ||
  (headers.cookie === undefined && headers.authorization === undefined)
