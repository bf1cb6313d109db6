import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'
import fastifyPlugin from 'fastify-plugin'

/**
 * While the portal stops, each answer is the last of its connection: one that is kept open would keep the portal from ending. One on which
 * nothing was ever asked, as browsers open them in advance, would do so for a minute, and is cut.
 */
export const lastAnswers = fastifyPlugin((app: FastifyInstance, _options: object, done: () => void) => {
  let isStopping = false
  const open = new Set<Socket>()
  app.server.on('connection', (socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  app.addHook('preClose', async () => {
    isStopping = true
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy()
  })
  app.addHook('onSend', async (_request, reply, payload) => {
    if (isStopping) reply.header('connection', 'close')
    return payload
  })
  done()
})
