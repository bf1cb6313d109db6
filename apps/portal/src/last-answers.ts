import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'

/** While the portal stops, each answer is the last of its connection: one that is kept open would keep the portal from ending. */
export const lastAnswers = fastifyPlugin((app: FastifyInstance, _options: object, done: () => void) => {
  let isStopping = false
  app.addHook('preClose', async () => {
    isStopping = true
  })
  app.addHook('onSend', async (_request, reply, payload) => {
    if (isStopping) reply.header('connection', 'close')
    return payload
  })
  done()
})
